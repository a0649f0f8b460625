using System.Runtime.InteropServices;

namespace Railhead.Local;

/// <summary>Owner, kind and permissions of a path itself; a symbolic link is not followed.</summary>
public sealed partial record FileStatus(uint Uid, uint Gid, bool IsFolder, UnixFileMode Mode)
{
    /// <summary>Null when there is nothing at <paramref name="path"/>, or when it cannot be looked at.</summary>
    public static FileStatus? Of(string path)
    {
        const int currentFolder = -100,
            noFollow = 0x100;
        const uint basic = 0x7ff;
        const int typeMask = 0xf000,
            folder = 0x4000;
        Span<byte> status = stackalloc byte[256];
        if (StatX(currentFolder, path, noFollow, basic, status) != 0)
        {
            return null;
        }
        // statx is laid out alike on every architecture: uid at 20, gid at 24, mode at 28.
        var mode = MemoryMarshal.Read<ushort>(status[28..]);
        return new FileStatus(
            MemoryMarshal.Read<uint>(status[20..]),
            MemoryMarshal.Read<uint>(status[24..]),
            (mode & typeMask) == folder,
            (UnixFileMode)(mode & 0xfff)
        );
    }

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatX(int folder, string path, int flags, uint mask, Span<byte> status);
}
