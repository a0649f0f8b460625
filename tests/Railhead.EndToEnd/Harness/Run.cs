using System.Diagnostics;
using System.Text;

namespace Railhead.EndToEnd;

/// <summary>What a program did.</summary>
sealed record Finished(string Command, int ExitCode, string Output, string Error, TimeSpan Took)
{
    /// <summary>Everything that it said, for the message of a failed test.</summary>
    public string Said => $"{Command}\nexit code {ExitCode} after {Took.TotalSeconds:0.0} s\n--- stdout\n{Tail(Output)}\n--- stderr\n{Tail(Error)}";

    public Finished Succeeded()
    {
        Assert.True(ExitCode == 0, Said);
        return this;
    }

    public Finished FailedWith(int exitCode)
    {
        Assert.True(ExitCode == exitCode, $"Expected exit code {exitCode}.\n{Said}");
        return this;
    }

    static string Tail(string text) => text.Length > 6000 ? "…" + text[^6000..] : text;
}

/// <summary>A program that is running; ended with its children when the test ends, however it ends.</summary>
sealed class Running : IAsyncDisposable
{
    readonly Process process;
    readonly StringBuilder output = new();
    readonly StringBuilder error = new();
    readonly Stopwatch clock = Stopwatch.StartNew();
    readonly Task reading;
    readonly string command;

    public Running(
        IReadOnlyList<string> command, string folder, IReadOnlyDictionary<string, string?> environment, byte[]? input = null)
    {
        this.command = string.Join(' ', command);
        var start = new ProcessStartInfo(command[0])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string argument in command.Skip(1))
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment)
        {
            if (value is null)
                start.Environment.Remove(name);
            else
                start.Environment[name] = value;
        }

        process = Process.Start(start)!;
        reading = Task.WhenAll(ReadAsync(process.StandardOutput, output), ReadAsync(process.StandardError, error));
        _ = FeedAsync(input);
    }

    public int Id => process.Id;

    public bool HasExited => process.HasExited;

    public string Output
    {
        get
        {
            lock (output)
                return output.ToString();
        }
    }

    public string Error
    {
        get
        {
            lock (error)
                return error.ToString();
        }
    }

    public async Task<Finished> EndAsync(TimeSpan limit)
    {
        using var deadline = new CancellationTokenSource(limit);
        try
        {
            await process.WaitForExitAsync(deadline.Token);
            var took = clock.Elapsed;
            await Task.WhenAny(reading, Task.Delay(2000)); // a child that was left behind may keep the pipe
            return new(command, process.ExitCode, Output, Error, took);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail(new Finished(command, -1, Output, Error, clock.Elapsed).Said + $"\ndid not end within {limit.TotalSeconds} s");
            throw;
        }
    }

    static async Task ReadAsync(StreamReader from, StringBuilder to)
    {
        var buffer = new char[4096];
        for (int read; (read = await from.ReadAsync(buffer)) > 0;)
        {
            lock (to)
                to.Append(buffer, 0, read);
        }
    }

    async Task FeedAsync(byte[]? input)
    {
        try
        {
            if (input is not null)
                await process.StandardInput.BaseStream.WriteAsync(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The program did not want it.
        }
    }

    public ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        process.Dispose();
        return ValueTask.CompletedTask;
    }
}
