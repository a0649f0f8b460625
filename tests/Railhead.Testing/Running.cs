using System.Diagnostics;
using System.Text;

namespace Railhead.Testing;

/// <summary>A program that is running; ended with its children when the test ends, however it ends.</summary>
public sealed class Running : IAsyncDisposable
{
    readonly Process _process;
    readonly StringBuilder _output = new();
    readonly StringBuilder _error = new();
    readonly Stopwatch _clock = Stopwatch.StartNew();
    readonly Task _reading;
    readonly string _command;

    public Running(IReadOnlyList<string> command, string folder, IReadOnlyDictionary<string, string?> environment, byte[]? input = null)
    {
        _command = string.Join(' ', command);
        var start = new ProcessStartInfo(command[0])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in command.Skip(1))
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment)
        {
            if (value is null)
            {
                start.Environment.Remove(name);
            }
            else
            {
                start.Environment[name] = value;
            }
        }

        _process = Process.Start(start)!;
        _reading = Task.WhenAll(ReadAsync(_process.StandardOutput, _output), ReadAsync(_process.StandardError, _error));
        _ = FeedAsync(input);
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    public string Error
    {
        get
        {
            lock (_error)
            {
                return _error.ToString();
            }
        }
    }

    public async Task<Finished> EndAsync(TimeSpan limit)
    {
        using var deadline = new CancellationTokenSource(limit);
        try
        {
            await _process.WaitForExitAsync(deadline.Token);
            var took = _clock.Elapsed;
            await Task.WhenAny(_reading, Task.Delay(2000)); // a child that was left behind may keep the pipe
            return new(_command, _process.ExitCode, Output, Error, took);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
            Assert.Fail(new Finished(_command, -1, Output, Error, _clock.Elapsed).Said + $"\ndid not end within {limit.TotalSeconds} s");
            throw;
        }
    }

    static async Task ReadAsync(StreamReader from, StringBuilder to)
    {
        var buffer = new char[4096];
        for (int read; (read = await from.ReadAsync(buffer)) > 0; )
        {
            lock (to)
            {
                to.Append(buffer, 0, read);
            }
        }
    }

    async Task FeedAsync(byte[]? input)
    {
        try
        {
            if (input is not null)
            {
                await _process.StandardInput.BaseStream.WriteAsync(input);
            }

            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The program did not want it.
        }
    }

    public ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
        return ValueTask.CompletedTask;
    }
}
