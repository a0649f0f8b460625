namespace Railhead.Local;

/// <summary>
/// Walls around a process, made by bubblewrap: a read-only system, an empty rest, its own /tmp, /dev and process numbers, no new
/// privileges. The network is the machine's.
/// </summary>
/// <param name="Program">Path of <c>bwrap</c>.</param>
/// <param name="Filter">File with a <see cref="SystemCallFilter"/>; null where there is none for this machine.</param>
/// <param name="System">What everybody may read.</param>
/// <param name="Further">See <see cref="VisibleSystem.Further"/>.</param>
/// <param name="Hidden">Folders that nobody sees, although they are part of the system: <c>RAILHEAD_HOME</c>, the master key.</param>
public sealed record Walls(
    string Program,
    string? Filter,
    VisibleSystem System,
    IReadOnlyList<string> Further,
    IReadOnlyList<string> Hidden
)
{
    const string Signals = "HUP,INT,QUIT,TERM";

    /// <summary>
    /// bubblewrap's own process stays outside and waits. It must not die of a signal that is meant for the program; that one gets it
    /// directly.
    /// </summary>
    const string Enter = "trap '' HUP INT QUIT TERM; [ -z \"$1\" ] || exec 4<\"$1\"; shift; exec \"$@\"";

    /// <summary>The words in front of a command that put it behind walls. The words that change its user come after them.</summary>
    /// <param name="view">What it sees.</param>
    /// <param name="changesUser">Whether such words follow.</param>
    public IReadOnlyList<string> Words(WallsView view, bool changesUser)
    {
        var made = new HashSet<string>(StringComparer.Ordinal);
        return
        [
            "/bin/sh",
            "-c",
            Enter,
            "walls",
            Filter ?? "",
            Program,
            "--unshare-pid",
            "--unshare-ipc",
            // bubblewrap makes missing folders above a mount too, but only their owner could enter those.
            .. (string[])["--dir", "/var", "--dir", "/run"],
            .. System.Links.SelectMany(link => (string[])["--symlink", link.Target, link.Path]),
            .. System.Folders.SelectMany(folder => (string[])["--ro-bind", folder, folder]),
            .. (string[])["--proc", "/proc", "--dev", "/dev", "--perms", "1777", "--tmpfs", "/dev/shm", "--remount-ro", "/dev"],
            .. (string[])["--dir", "/run/lock", "--symlink", "/run", "/var/run", "--symlink", "/run/lock", "/var/lock"],
            .. TemporaryWords(view),
            .. Folders("--ro-bind-try", Further, made),
            .. HiddenWords("--tmpfs"),
            .. Folders("--ro-bind-try", view.ReadOnly, made),
            .. Folders("--bind", view.Writable, made),
            .. view is { Temporary: { } folder, TemporaryPath: { } path } ? Folder("--bind", folder, path, made) : [],
            .. HiddenWords("--remount-ro"),
            .. (string[])["--remount-ro", "/"],
            .. Filter is null ? (string[])[] : ["--seccomp", "4"],
            .. Capabilities(changesUser),
            "--",
            "env",
            $"--default-signal={Signals}",
            .. view.OwnSession ? (string[])["setsid"] : [],
        ];
    }

    static IEnumerable<string> TemporaryWords(WallsView view) =>
        view.Temporary is { } folder
            ? ["--bind", folder, "/tmp", "--bind", folder, "/var/tmp"]
            : ["--perms", "1777", "--tmpfs", "/tmp", "--perms", "1777", "--tmpfs", "/var/tmp"];

    /// <summary>Only those within what is visible; the others are not there.</summary>
    IEnumerable<string> HiddenWords(string option) =>
        Hidden
            .Where(folder => System.Has(folder) || Further.Any(other => VisibleSystem.IsIn(folder, other)))
            .SelectMany(folder => (string[])[option, folder]);

    IEnumerable<string> Folders(string option, IEnumerable<string> paths, HashSet<string> made) =>
        paths.SelectMany(path => Folder(option, path, path, made));

    /// <summary>The mount, and before it the missing folders above it.</summary>
    IEnumerable<string> Folder(string option, string source, string path, HashSet<string> made)
    {
        var hidden = Hidden.Any(folder => VisibleSystem.IsIn(path, folder));
        for (var end = path.IndexOf('/', 1); end > 0; end = path.IndexOf('/', end + 1))
        {
            var above = path[..end];
            var isMissing = !System.Has(above) || (hidden && Hidden.Any(folder => above != folder && VisibleSystem.IsIn(above, folder)));
            if (isMissing && made.Add(above))
            {
                yield return "--dir";
                yield return above;
            }
        }

        yield return option;
        yield return source;
        yield return path;
    }

    /// <summary>
    /// Without root there are none. To enter the working folder and become its user takes three, which that user then loses.
    /// </summary>
    static string[] Capabilities(bool changesUser) =>
        Ownership.CurrentUid != 0 ? []
        : changesUser ? ["--cap-drop", "ALL", "--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID", "--cap-add", "CAP_DAC_READ_SEARCH"]
        : ["--cap-drop", "ALL"];
}
