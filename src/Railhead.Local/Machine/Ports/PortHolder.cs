using System.Globalization;

namespace Railhead.Local;

/// <summary>Who listens on a TCP port. Only root and the same user can see which process it is.</summary>
/// <param name="Uid">Whose socket it is.</param>
/// <param name="Pid">Null when this user may not see it.</param>
/// <param name="Command">The process's short name, likewise.</param>
public sealed record PortHolder(uint Uid, int? Pid, string? Command)
{
    /// <summary>For messages: <c>nginx (pid 123)</c>.</summary>
    public string Description => Pid is null ? $"a process of user {Uid}" : $"{Command} (pid {Pid})";

    /// <summary>The listener on <paramref name="port"/>, whatever its address; null when nobody listens.</summary>
    public static PortHolder? Of(int port)
    {
        foreach (var table in (string[])["/proc/net/tcp", "/proc/net/tcp6"])
        {
            if (!File.Exists(table))
            {
                continue;
            }

            foreach (var line in File.ReadLines(table).Skip(1))
            {
                const string listening = "0A";
                var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                var local = fields[1];
                if (
                    fields[3] != listening
                    || int.Parse(local[(local.LastIndexOf(':') + 1)..], NumberStyles.HexNumber, CultureInfo.InvariantCulture) != port
                )
                {
                    continue;
                }

                var pid = ProcessWith($"socket:[{fields[9]}]");
                return new PortHolder(uint.Parse(fields[7], CultureInfo.InvariantCulture), pid, pid is { } p ? ProcessTable.Name(p) : null);
            }
        }

        return null;
    }

    static int? ProcessWith(string socket)
    {
        foreach (var pid in ProcessTable.Pids())
        {
            try
            {
                if (Directory.EnumerateFiles($"/proc/{pid}/fd").Any(fd => new FileInfo(fd).LinkTarget == socket))
                {
                    return pid;
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Ended meanwhile, or another user's.
            }
        }

        return null;
    }
}
