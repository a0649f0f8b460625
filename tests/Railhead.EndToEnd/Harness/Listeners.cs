using System.Globalization;
using System.Net;

namespace Railhead.EndToEnd;

/// <summary>The TCP addresses on which processes listen, from /proc.</summary>
static class Listeners
{
    /// <summary>Empty for a process that has ended meanwhile.</summary>
    public static IReadOnlyList<IPEndPoint> Of(int pid)
    {
        try
        {
            return Read(pid);
        }
        catch (IOException) when (!Directory.Exists($"/proc/{pid}"))
        {
            return [];
        }
    }

    static IReadOnlyList<IPEndPoint> Read(int pid)
    {
        var sockets = Directory
            .EnumerateFiles($"/proc/{pid}/fd")
            .Select(file => new FileInfo(file).LinkTarget ?? "")
            .Where(target => target.StartsWith("socket:[", StringComparison.Ordinal))
            .Select(target => target["socket:[".Length..^1])
            .ToHashSet();
        const string listening = "0A";
        return
        [
            .. new[] { "tcp", "tcp6" }
                .SelectMany(table => File.ReadLines($"/proc/{pid}/net/{table}").Skip(1))
                .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Where(fields => fields[3] == listening && sockets.Contains(fields[9]))
                .Select(fields => EndPoint(fields[1])),
        ];
    }

    /// <summary>The unix sockets below a folder that a user other than their owner could open.</summary>
    public static IReadOnlyList<string> OpenToOthers(string folder) =>
        [
            .. Directory
                .EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
                .Where(file => (File.GetAttributes(file) & FileAttributes.ReparsePoint) == 0 && IsSocket(file))
                .Where(file => !IsClosed(Path.GetDirectoryName(file)!, folder) && (File.GetUnixFileMode(file) & Others) != 0),
        ];

    const UnixFileMode Others =
        UnixFileMode.GroupRead
        | UnixFileMode.GroupWrite
        | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead
        | UnixFileMode.OtherWrite
        | UnixFileMode.OtherExecute;

    static bool IsSocket(string file) => File.ReadLines("/proc/net/unix").Any(line => line.EndsWith($" {file}", StringComparison.Ordinal));

    static bool IsClosed(string folder, string root) =>
        (File.GetUnixFileMode(folder) & Others) == 0 || (folder != root && IsClosed(Path.GetDirectoryName(folder)!, root));

    // The kernel writes each group of 32 bits in the order of the machine, which is little-endian here.
    static IPEndPoint EndPoint(string text)
    {
        var parts = text.Split(':');
        var bytes = Convert.FromHexString(parts[0]);
        for (var group = 0; group < bytes.Length; group += 4)
        {
            Array.Reverse(bytes, group, 4);
        }

        return new IPEndPoint(new IPAddress(bytes), int.Parse(parts[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture));
    }
}
