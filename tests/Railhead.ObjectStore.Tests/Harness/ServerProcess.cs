using System.Diagnostics;

namespace Railhead.ObjectStore.Tests;

/// <summary>A store in a process of its own, which can be killed; it ends with the test in any case, because its input does.</summary>
sealed class ServerProcess : IDisposable
{
    readonly Process _process;

    ServerProcess(Process process, Uri url) => (_process, Url) = (process, url);

    public Uri Url { get; }

    /// <param name="descriptors">The number of descriptors that it may open; null: as many as the test.</param>
    public static ServerProcess Start(string folder, int? descriptors = null)
    {
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardInput = true, RedirectStandardOutput = true };
        var limit = descriptors is null ? "" : $"ulimit -n {descriptors} && ";
        foreach (var argument in (string[])["-c", limit + "exec \"$0\" serve \"$1\"", Environment.ProcessPath!, folder])
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start)!;
        return new ServerProcess(
            process,
            new Uri(process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("the server did not start"))
        );
    }

    public bool HasExited => _process.HasExited;

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
