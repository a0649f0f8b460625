using System.Runtime.InteropServices;

namespace Railhead.Local;

/// <summary>The owners of files and folders.</summary>
public static partial class Ownership
{
    /// <summary>Root may give files away; for anybody else the call with their own account changes nothing.</summary>
    public static void Change(string path, Account owner)
    {
        if (LChown(path, owner.Uid, owner.Gid) != 0)
        {
            throw new IOException($"{path}: cannot be given to {owner.Name} ({Marshal.GetLastPInvokeErrorMessage()})");
        }
    }

    /// <summary>Makes the folder when it is missing; owner and permissions are as given in any case.</summary>
    public static void EnsureFolder(string path, Account owner, UnixFileMode mode = FileModes.Owner)
    {
        Directory.CreateDirectory(path);
        Change(path, owner);
        File.SetUnixFileMode(path, mode);
    }

    /// <summary>The effective user id of this process.</summary>
    public static uint CurrentUid => GetEffectiveUid();

    /// <summary>The effective group id of this process.</summary>
    public static uint CurrentGid => GetEffectiveGid();

    [LibraryImport("libc", EntryPoint = "lchown", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int LChown(string path, uint uid, uint gid);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint GetEffectiveUid();

    [LibraryImport("libc", EntryPoint = "getegid")]
    private static partial uint GetEffectiveGid();
}
