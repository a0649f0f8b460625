using System.Diagnostics;

namespace Railhead.Local.Tests;

/// <summary>An engine that a test starts: it ends with the test, and also when the test program is killed.</summary>
sealed class EngineProcess : IAsyncDisposable
{
    // The engine's death ends the group too, so that a test sees it at once.
    const string Script = "exec 3<&0; (cat <&3 >/dev/null; kill -KILL 0) & \"$@\" </dev/null 3<&- & echo $!; wait $!; kill -KILL 0";

    readonly Process _shell;
    readonly List<string> _lines = [];

    EngineProcess(Process shell) => _shell = shell;

    public string Output
    {
        get
        {
            lock (_lines)
            {
                return string.Join('\n', _lines);
            }
        }
    }

    /// <summary>The engine's first process.</summary>
    public int Pid { get; private set; }

    public bool HasExited => _shell.HasExited;

    /// <summary>Starts it below a shell that kills the whole group as soon as its standard input closes.</summary>
    public static async Task<EngineProcess> StartAsync(IReadOnlyList<string> command)
    {
        var start = new ProcessStartInfo("setsid")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        foreach (var argument in (string[])["/bin/sh", "-c", Script, "sh", .. command])
        {
            start.ArgumentList.Add(argument);
        }

        var engine = new EngineProcess(new Process { StartInfo = start });
        var pid = new TaskCompletionSource<int>();
        engine._shell.OutputDataReceived += (_, e) => engine.Take(e.Data, pid);
        engine._shell.ErrorDataReceived += (_, e) => engine.Take(e.Data, null);
        engine._shell.Start();
        engine._shell.BeginOutputReadLine();
        engine._shell.BeginErrorReadLine();
        engine.Pid = await pid.Task.WaitAsync(TimeSpan.FromSeconds(30));
        return engine;
    }

    public async ValueTask DisposeAsync()
    {
        _shell.StandardInput.Close();
        await _shell.WaitForExitAsync();
        _shell.Dispose();
    }

    void Take(string? line, TaskCompletionSource<int>? pid)
    {
        if (line is null)
        {
            return;
        }

        if (pid is { Task.IsCompleted: false } && int.TryParse(line, out var number))
        {
            pid.SetResult(number);
        }

        lock (_lines)
        {
            _lines.Add(line);
        }
    }
}
