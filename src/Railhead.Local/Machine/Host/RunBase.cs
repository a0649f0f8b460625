using System.Text;

namespace Railhead.Local;

/// <summary>The folder on a tmpfs below which sockets and plain-text secrets lie.</summary>
static class RunBase
{
    const UnixFileMode OthersWrite = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    // A socket's path is at most 107 bytes; below the base come 24 of railhead-UID/HASH and up to 30 of the environment's own.
    const int LongestBase = 50;

    /// <summary>
    /// The first of <c>XDG_RUNTIME_DIR</c>, <c>/run</c> and <c>/dev/shm</c> that is a tmpfs in which this user may make folders.
    /// </summary>
    public static string Choose(Func<string, string?> variable, uint uid)
    {
        var refused = new List<string>();
        foreach (var candidate in (string?[])[variable("XDG_RUNTIME_DIR"), "/run", "/dev/shm"])
        {
            if (candidate is not { Length: > 0 })
            {
                continue;
            }

            if (WhyNot(candidate, uid) is { } reason)
            {
                refused.Add($"{candidate} {reason}");
            }
            else
            {
                return candidate;
            }
        }

        throw HostErrors.NoMemoryFileSystem(refused);
    }

    /// <summary>Why a folder does not serve; null when it does.</summary>
    public static string? WhyNot(string candidate, uint uid)
    {
        if (!Path.IsPathRooted(candidate) || !Directory.Exists(candidate))
        {
            return "does not exist";
        }

        if (new DriveInfo(candidate).DriveFormat != "tmpfs")
        {
            return "is not a tmpfs";
        }

        if (Encoding.UTF8.GetByteCount(candidate) > LongestBase)
        {
            return "is too long for sockets";
        }

        var own = Path.Combine(candidate, $"railhead-{uid}");
        if (FileStatus.Of(own) is { } existing)
        {
            if (!IsSafe(existing, uid))
            {
                return $"has {own}, which is not this user's";
            }
        }
        else if (!CanCreateIn(candidate, uid))
        {
            return "is not writable for this user";
        }

        // Started by root, others must get through to their sockets.
        return uid == 0 && MachinePaths.BlockingFolder(own) is not null ? "cannot be entered by other users" : null;
    }

    static bool CanCreateIn(string folder, uint uid)
    {
        if (uid == 0)
        {
            return true;
        }

        var probe = Path.Combine(folder, $".railhead-{Guid.NewGuid():N}");
        try
        {
            Directory.CreateDirectory(probe, FileModes.Owner);
            Directory.Delete(probe);
            return true;
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            return false;
        }
    }

    /// <summary>On /dev/shm everybody may make folders: one that somebody else made under our name is not ours.</summary>
    public static bool IsSafe(FileStatus status, uint uid) => status.IsFolder && status.Uid == uid && (status.Mode & OthersWrite) == 0;
}
