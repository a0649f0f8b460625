using System.Diagnostics;

namespace Railhead.ObjectStore.Tests;

/// <summary>A store in a process of its own, which can be killed; it ends with the test in any case, because its input does.</summary>
sealed class ServerProcess : IDisposable
{
    readonly Process _process;

    ServerProcess(Process process, Uri url) => (_process, Url) = (process, url);

    public Uri Url { get; }

    public static ServerProcess Start(string folder)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.ArgumentList.Add("serve");
        start.ArgumentList.Add(folder);
        var process = Process.Start(start)!;
        return new ServerProcess(
            process,
            new Uri(process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("the server did not start"))
        );
    }

    /// <summary>kill -9, and waits until it is gone.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }
}
