using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Railhead.Testing;

/// <summary>A server that a test starts. It ends with the test, also when the test program is killed.</summary>
public sealed class GuardedProcess : IAsyncDisposable
{
    // The shell's standard input closes when the test program ends or disposes this object: then the shell sends the signal.
    // The server's death ends its process group too, so that a test sees it at once.
    const string Guard = """
        signal=$1; shift; exec 3<&0
        "$@" </dev/null 3<&- & p=$!; echo $p
        (cat <&3 >/dev/null; kill -s "$signal" "$p" 2>/dev/null) &
        wait "$p"; kill -KILL 0
        """;

    readonly Process _shell;
    readonly StringBuilder _output = new();
    readonly TaskCompletionSource<int> _pid = new(TaskCreationOptions.RunContinuationsAsynchronously);

    readonly Action<string>? _onLine;

    GuardedProcess(Process shell, Action<string>? onLine) => (_shell, _onLine) = (shell, onLine);

    public int Pid { get; private set; }

    public bool HasExited => _shell.HasExited;

    /// <summary>What the server wrote to both streams.</summary>
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

    /// <param name="command">The program and its arguments.</param>
    /// <param name="stopSignal">The signal that ends it.</param>
    /// <param name="variables">Environment variables to add.</param>
    /// <param name="onLine">Receives each line as it comes.</param>
    public static async Task<GuardedProcess> StartAsync(
        IReadOnlyList<string> command,
        string stopSignal = "KILL",
        IReadOnlyDictionary<string, string>? variables = null,
        Action<string>? onLine = null
    )
    {
        var start = new ProcessStartInfo("setsid", ["/bin/sh", "-c", Guard, "guard", stopSignal, .. command])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        foreach (var (name, value) in variables ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var process = new GuardedProcess(new Process { StartInfo = start }, onLine);
        process._shell.OutputDataReceived += (_, e) => process.TakeOutput(e.Data);
        process._shell.ErrorDataReceived += (_, e) => process.Take(e.Data);
        process._shell.Start();
        process._shell.BeginOutputReadLine();
        process._shell.BeginErrorReadLine();
        process.Pid = await process._pid.Task;
        return process;
    }

    public async ValueTask DisposeAsync()
    {
        _shell.StandardInput.Close();
        await _shell.WaitForExitAsync();
        _shell.Dispose();
    }

    // The guard's own line comes first.
    void TakeOutput(string? line)
    {
        if (_pid.Task.IsCompleted)
        {
            Take(line);
        }
        else if (line is null)
        {
            _pid.SetException(new InvalidOperationException($"The guard did not start: {Output}"));
        }
        else
        {
            _pid.SetResult(int.Parse(line, CultureInfo.InvariantCulture));
        }
    }

    void Take(string? line)
    {
        if (line is not null)
        {
            lock (_output)
            {
                _output.Append(line).Append('\n');
                _onLine?.Invoke(line);
            }
        }
    }
}
