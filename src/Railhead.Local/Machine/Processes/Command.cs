using System.Diagnostics;
using System.Text;

namespace Railhead.Local;

/// <summary>A program to run: data that can be compared and shown; <see cref="RunAsync"/> runs it.</summary>
/// <param name="Program">Path, or a name on the PATH of this process.</param>
/// <param name="Arguments">One element each; no shell reads them.</param>
public sealed record Command(string Program, params IReadOnlyList<string> Arguments)
{
    public string? WorkingDirectory { get; init; }

    /// <summary>The whole environment; null inherits this process's.</summary>
    public IReadOnlyDictionary<string, string>? Environment { get; init; }

    /// <summary>Whom to run as; null stays this process's user. Another user needs root.</summary>
    public Account? RunAs { get; init; }

    /// <summary>See <see cref="Local.Walls.Words"/>; they come before the words that change the user. Only a job takes them.</summary>
    public IReadOnlyList<string> Walls { get; init; } = [];

    /// <summary>Text for standard input; null is an empty one.</summary>
    public string? Input { get; init; }

    /// <summary>
    /// Runs in a session of its own and waits. Cancellation ends the whole process group: TERM, KILL after <paramref name="grace"/>.
    /// </summary>
    /// <param name="onLine">Each line of output and error output, in the order of arrival.</param>
    /// <param name="grace">Time between TERM and KILL, 5 s unless given.</param>
    /// <param name="onStarted">Told the process id, which is the group's too.</param>
    /// <param name="cancellation">Ends the group.</param>
    public async Task<CommandResult> RunAsync(
        Action<string>? onLine = null,
        TimeSpan? grace = null,
        Action<int>? onStarted = null,
        CancellationToken cancellation = default
    )
    {
        using var process = new Process { StartInfo = StartInfo() };
        var output = new StringBuilder();
        var error = new StringBuilder();
        process.OutputDataReceived += (_, e) => Take(e.Data, output);
        process.ErrorDataReceived += (_, e) => Take(e.Data, error);
        process.Start();
        var group = new ProcessGroup(process.Id, ProcessTable.Find(process.Id)?.Started ?? 0);
        onStarted?.Invoke(process.Id);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            // Disposing writes what is buffered, so it can fail too.
            await using var input = process.StandardInput;
            await input.WriteAsync(Input);
        }
        catch (IOException)
        {
            // It ended without reading; its exit code says the rest.
        }

        try
        {
            await process.WaitForExitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            await group.EndAsync(Signals.Term, grace ?? TimeSpan.FromSeconds(5), TimeProvider.System);
            throw;
        }

        lock (output)
        {
            return new CommandResult(process.ExitCode, output.ToString(), error.ToString());
        }

        void Take(string? line, StringBuilder into)
        {
            if (line is null)
            {
                return;
            }

            lock (output)
            {
                if (onLine is null)
                {
                    into.Append(line).Append('\n');
                }
                else
                {
                    onLine(line);
                }
            }
        }
    }

    /// <summary>Starts it in a session of its own, for a caller that writes its input and reads its output as bytes.</summary>
    /// <param name="cancellation">Ends it.</param>
    public PipedProcess Pipe(CancellationToken cancellation) => new(Process.Start(StartInfo())!, cancellation);

    ProcessStartInfo StartInfo()
    {
        var start = new ProcessStartInfo("setsid")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = WorkingDirectory ?? "/",
        };
        foreach (var argument in AsUser())
        {
            start.ArgumentList.Add(argument);
        }

        if (Environment is not null)
        {
            start.Environment.Clear();
            foreach (var (name, value) in Environment)
            {
                start.Environment[name] = value;
            }
        }

        return start;
    }

    /// <summary>Program and arguments, behind the program that changes the user where <see cref="RunAs"/> asks for another.</summary>
    public IReadOnlyList<string> AsUser() => [.. UserSwitch.Words(RunAs, Ownership.CurrentUid), Program, .. Arguments];

    /// <summary>Starts it in a session of its own, all streams on /dev/null, and forgets it: it outlives this process.</summary>
    public void StartDetached()
    {
        var start = StartInfo();
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = false;
        // The shell gives the streams away before it becomes the program; .NET can only inherit or pipe them.
        var program = start.ArgumentList.ToArray();
        start.ArgumentList.Clear();
        foreach (var argument in (string[])["/bin/sh", "-c", "exec \"$@\" </dev/null >/dev/null 2>&1", "sh", .. program])
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start);
    }
}

/// <param name="ExitCode">0 is success; 128 + n for signal n.</param>
/// <param name="Output">Standard output, when no line listener was given.</param>
/// <param name="Error">Standard error, likewise.</param>
public sealed record CommandResult(int ExitCode, string Output, string Error)
{
    public bool Succeeded => ExitCode == 0;
}
