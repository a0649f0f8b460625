using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Railhead.Local;

/// <summary>Reads <c>/proc</c>. A process may exit between any two reads.</summary>
public static partial class ProcessTable
{
    /// <summary>The variable that every service has in its environment: its folder below <see cref="Layout.Services"/>.</summary>
    public const string ServiceVariable = "RAILHEAD_SERVICE";

    public static IEnumerable<int> Pids() =>
        Directory
            .EnumerateDirectories("/proc")
            .Select(d => int.TryParse(Path.GetFileName(d), NumberStyles.None, CultureInfo.InvariantCulture, out var pid) ? pid : 0)
            .Where(pid => pid > 0);

    /// <summary>The kernel's short name (at most 15 characters); null when there is no such process.</summary>
    public static string? Name(int pid) => Read($"/proc/{pid}/comm")?.TrimEnd('\n');

    /// <summary>Null when there is no such process.</summary>
    public static ProcessInfo? Find(int pid)
    {
        // The name is in brackets and may itself contain some: the fields begin after the last one.
        if (Read($"/proc/{pid}/stat") is not { } stat || stat.LastIndexOf(')') is not (> 0 and var end))
        {
            return null;
        }

        var fields = stat[(end + 2)..].Split(' ');
        return new ProcessInfo(
            pid,
            Number(fields[2]),
            fields[0][0] is 'Z' or 'X',
            Number(fields[4]) != 0,
            long.Parse(fields[19], CultureInfo.InvariantCulture)
        );
    }

    /// <summary>
    /// True while the group has a member that is not a zombie: those stay until pid 1 reaps, which in a container may be never.
    /// </summary>
    public static bool IsGroupAlive(int group) => Pids().Select(Find).Any(p => p is { IsZombie: false } && p.Group == group);

    /// <summary>
    /// The program behind walls, by the keeper of the walls: the first child of that one's child. Null while the walls do not stand.
    /// </summary>
    public static int? BehindWalls(int keeper) =>
        FirstChild(keeper) is { } first && FirstChild(first) is { } program && NumberBehindWalls(program) == 2 ? program : null;

    // Of what the program left when it ended, none has that number.
    static int NumberBehindWalls(int pid) =>
        Read($"/proc/{pid}/status")?.Split('\n').FirstOrDefault(line => line.StartsWith("NSpid:", StringComparison.Ordinal)) is { } line
            ? Number(line.Split('\t')[^1])
            : 0;

    static int? FirstChild(int pid) =>
        Read($"/proc/{pid}/task/{pid}/children")?.Split(' ') is [var first, ..]
        && int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var child)
            ? child
            : null;

    /// <summary>Arguments, separated by NUL; empty for a zombie or another user's process.</summary>
    public static string CommandLine(int pid) => Read($"/proc/{pid}/cmdline") ?? "";

    /// <summary>
    /// The value that the process was started with, of <see cref="ServiceVariable"/>; null when it has none or may not be seen.
    /// </summary>
    public static string? ServiceOf(int pid)
    {
        const string prefix = ServiceVariable + "=";
        return Read($"/proc/{pid}/environ")
            ?.Split('\0')
            .FirstOrDefault(v => v.StartsWith(prefix, StringComparison.Ordinal))
            ?[prefix.Length..];
    }

    /// <summary>The process's current folder, without the mark of a deleted one; null when it may not be seen.</summary>
    public static string? CurrentFolder(int pid)
    {
        const string deleted = " (deleted)";
        try
        {
            var target = new FileInfo($"/proc/{pid}/cwd").LinkTarget;
            return target is not null && target.EndsWith(deleted, StringComparison.Ordinal) ? target[..^deleted.Length] : target;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Signals a process, or with a negative number a group. False when there is none, or it is another user's.</summary>
    public static bool Signal(int pid, int signal) => Kill(pid, signal) == 0;

    /// <summary>A number that changes with every boot.</summary>
    public static string BootId() => Read("/proc/sys/kernel/random/boot_id")?.Trim() ?? "";

    static int Number(string field) => int.Parse(field, CultureInfo.InvariantCulture);

    static string? Read(string path)
    {
        try
        {
            return Encoding.UTF8.GetString(File.ReadAllBytes(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int pid, int signal);
}

/// <param name="Pid">Process id.</param>
/// <param name="Group">Process group id.</param>
/// <param name="IsZombie">Ended, not yet reaped.</param>
/// <param name="HasTerminal">A person's shell or what they started in it.</param>
/// <param name="Started">Clock ticks after boot: with the pid it names one process for ever.</param>
public sealed record ProcessInfo(int Pid, int Group, bool IsZombie, bool HasTerminal, long Started);
