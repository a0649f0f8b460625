using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Railhead.Model;

namespace Railhead.Local;

/// <summary>Where Railhead keeps things on this machine, and with which permissions.</summary>
public static partial class MachinePaths
{
    public const string RootHome = "/var/lib/railhead";

    /// <summary><c>RAILHEAD_HOME</c>, else <c>/var/lib/railhead</c> for root, else <c>$XDG_STATE_HOME/railhead</c>.</summary>
    /// <param name="variable">Reads an environment variable.</param>
    /// <param name="uid">Whose home it is.</param>
    public static string Home(Func<string, string?> variable, uint uid)
    {
        return variable("RAILHEAD_HOME") is { Length: > 0 } home ? RealPath(home) : DefaultHome(variable, uid);
    }

    /// <summary>The home of a user without <c>RAILHEAD_HOME</c>.</summary>
    /// <inheritdoc cref="Home"/>
    public static string DefaultHome(Func<string, string?> variable, uint uid)
    {
        if (uid == 0)
        {
            return RealPath(RootHome);
        }
        // The XDG specification: a relative path is invalid and to be ignored.
        if (variable("XDG_STATE_HOME") is { } state && Path.IsPathRooted(state))
        {
            return RealPath(Path.Combine(state, "railhead"));
        }

        if (variable("HOME") is { } user && Path.IsPathRooted(user))
        {
            return RealPath(Path.Combine(user, ".local", "state", "railhead"));
        }

        throw HostErrors.NoHome();
    }

    /// <summary>
    /// The layout of an environment. Its folder on tmpfs is the one that it already uses (recorded, because the variables of a later caller
    /// may differ), else the first that serves.
    /// </summary>
    /// <exception cref="RailheadException">No tmpfs; the message says what was looked at.</exception>
    public static Layout LayoutFor(string home, string app, string environment, Func<string, string?> variable, uint uid)
    {
        var layout = new Layout(home, app, environment, "");
        var recorded = RecordedBase(layout, uid);
        return layout with { Run = Path.Combine(recorded ?? RunBase.Choose(variable, uid), $"railhead-{uid}", RunName(layout.Root)) };
    }

    /// <summary>Eight hex digits that stand for an environment's root.</summary>
    public static string RunName(string root) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(root)))[..8];

    /// <summary>
    /// Makes an environment's folders. The run folders get their owners and permissions each time, so that a reboot, which empties tmpfs,
    /// needs nothing else.
    /// </summary>
    public static void Prepare(Layout layout, Accounts accounts)
    {
        if (accounts.Isolated && BlockingFolder(Path.Combine(layout.Home, "apps")) is { } blocking)
        {
            throw HostErrors.FolderClosedToTasks(blocking, layout.Home);
        }

        PrepareRoot(layout, accounts.Control);
        foreach (var folder in (string[])[layout.Services, layout.Staging, layout.Gone, layout.Logs])
        {
            Ownership.EnsureFolder(folder, accounts.Control, FileModes.Owner);
        }

        var runOfUser = Path.GetDirectoryName(layout.Run)!;
        if (FileStatus.Of(runOfUser) is { } found && !RunBase.IsSafe(found, accounts.Control.Uid))
        {
            throw HostErrors.RunFolderNotPrivate(runOfUser);
        }

        foreach (var folder in (string[])[runOfUser, layout.Run])
        {
            Ownership.EnsureFolder(folder, accounts.Control, FileModes.EverybodyPasses);
        }

        Ownership.EnsureFolder(layout.RunControl, accounts.Control, FileModes.Owner);
        Ownership.EnsureFolder(layout.RunTasks, accounts.Control, FileModes.Owner);
        Ownership.EnsureFolder(layout.RunLoadBalancer, accounts.Platform, FileModes.Owner);
        Ownership.EnsureFolder(layout.RunStorage, accounts.Platform, FileModes.Owner);
        Ownership.EnsureFolder(layout.RunDatabase, accounts.Database, FileModes.Owner);
        var record = $"railhead run-folder 1\n{Path.GetDirectoryName(runOfUser)}\n";
        if (!File.Exists(RecordFile(layout)) || File.ReadAllText(RecordFile(layout)) != record)
        {
            DurableFile.Write(RecordFile(layout), record);
        }
    }

    /// <summary>Makes the environment's folder with those above it, and nothing in it.</summary>
    public static void PrepareRoot(Layout layout, Account control)
    {
        // One that was there keeps its permissions: RAILHEAD_HOME may name a folder that others use too.
        if (!Directory.Exists(layout.Home))
        {
            Ownership.EnsureFolder(layout.Home, control, FileModes.EverybodyPasses);
        }

        foreach (var folder in (string[])[Path.Combine(layout.Home, "apps"), Path.GetDirectoryName(layout.Root)!, layout.Root])
        {
            Ownership.EnsureFolder(folder, control, FileModes.EverybodyPasses);
        }
    }

    /// <summary>Deletes what <see cref="Prepare"/> made on tmpfs, and the folders above it that are empty then.</summary>
    public static void DeleteRun(Layout layout)
    {
        if (Directory.Exists(layout.Run))
        {
            Directory.Delete(layout.Run, recursive: true);
        }

        var runOfUser = Path.GetDirectoryName(layout.Run)!;
        try
        {
            if (Directory.Exists(runOfUser))
            {
                Directory.Delete(runOfUser);
            }
        }
        catch (IOException)
        {
            // Another environment uses it.
        }
    }

    /// <summary>The first folder on the way to <paramref name="path"/> that only its owner may enter; null when all are open.</summary>
    public static string? BlockingFolder(string path)
    {
        var parent = Path.GetDirectoryName(Path.GetFullPath(path));
        if (parent is null)
        {
            return null;
        }

        if (BlockingFolder(parent) is { } above)
        {
            return above;
        }

        var real = Directory.Exists(parent)
            ? new DirectoryInfo(parent).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? parent
            : parent;
        if (real != parent && BlockingFolder(Path.Combine(real, "x")) is { } target)
        {
            return target;
        }

        return FileStatus.Of(real) is { IsFolder: true } status && !status.Mode.HasFlag(UnixFileMode.OtherExecute) ? real : null;
    }

    // /proc tells real paths, with which ours are compared, and two ways to one home are one home.
    static string RealPath(string path)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (Path.GetDirectoryName(full) is not { } parent)
        {
            return full;
        }

        const int longestPath = 4096;
        var real = new byte[longestPath];
        return Resolve(full, real) != 0
            ? Encoding.UTF8.GetString(real, 0, Array.IndexOf(real, (byte)0))
            : Path.Combine(RealPath(parent), Path.GetFileName(full));
    }

    static string RecordFile(Layout layout) => Path.Combine(layout.Root, "run-folder");

    static string? RecordedBase(Layout layout, uint uid)
    {
        if (!File.Exists(RecordFile(layout)))
        {
            return null;
        }

        var lines = File.ReadAllLines(RecordFile(layout));
        return lines is ["railhead run-folder 1", var folder] && RunBase.WhyNot(folder, uid) is null ? folder : null;
    }

    [LibraryImport("libc", EntryPoint = "realpath", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Resolve(string path, byte[] resolved);
}
