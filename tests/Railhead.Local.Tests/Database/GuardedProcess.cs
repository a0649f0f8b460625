using System.Diagnostics;
using System.Globalization;

namespace Railhead.Local.Tests;

/// <summary>A process that ends with the test that started it, however that ended.</summary>
public sealed class GuardedProcess : IAsyncDisposable
{
    // The guard's standard input ends when this process does.
    const string Guard = """signal=$1; shift; "$@" </dev/null & p=$!; echo $p; read -r _; kill -s $signal $p 2>/dev/null; wait $p""";

    readonly Process _guard;

    GuardedProcess(Process guard, int pid)
    {
        _guard = guard;
        Pid = pid;
    }

    public int Pid { get; }

    public static async Task<GuardedProcess> StartAsync(
        Account? user,
        string stopSignal,
        IReadOnlyList<string> command,
        Action<string> onLine,
        IReadOnlyDictionary<string, string>? variables = null
    )
    {
        var start = new ProcessStartInfo("/bin/sh")
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in variables ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        IReadOnlyList<string> change = user is null ? [] : ["setpriv", $"--reuid={user.Uid}", $"--regid={user.Gid}", "--clear-groups"];
        foreach (var argument in (string[])["-c", Guard, "guard", stopSignal, .. change, .. command])
        {
            start.ArgumentList.Add(argument);
        }

        var guard = Process.Start(start)!;
        var lines = new Lock();
        var pid = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        guard.OutputDataReceived += (_, e) =>
        {
            // The guard's own word comes first.
            if (pid.Task.IsCompleted)
            {
                Tell(e);
            }
            else
            {
                pid.SetResult(int.Parse(e.Data ?? "0", CultureInfo.InvariantCulture));
            }
        };
        guard.ErrorDataReceived += (_, e) => Tell(e);
        guard.BeginOutputReadLine();
        guard.BeginErrorReadLine();
        return new GuardedProcess(guard, await pid.Task);

        void Tell(DataReceivedEventArgs e)
        {
            if (e.Data is null)
            {
                return;
            }

            lock (lines)
            {
                onLine(e.Data);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        _guard.StandardInput.Close();
        await _guard.WaitForExitAsync();
        _guard.Dispose();
    }
}
