using Railhead.Model;

namespace Railhead.Local;

/// <summary>The command that starts a task's nginx.</summary>
public static class NginxCommand
{
    /// <summary>In the foreground; everything that it writes is in <paramref name="folder"/>.</summary>
    public static IReadOnlyList<string> Of(string program, string folder) =>
        [program, "-p", folder.TrimEnd('/') + "/", "-c", NginxConfiguration.FileName, "-e", "stderr", "-g", "daemon off;"];
}
