using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Railhead.ObjectStore;

/// <summary>Flushes a folder's entries to the disk, which .NET cannot do.</summary>
public static partial class DurableFolder
{
    /// <summary>0700.</summary>
    internal const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Makes a rename, creation or deletion in <paramref name="folder"/> durable.</summary>
    public static void Flush(string folder)
    {
        const int readOnlyDirectory = 0x10000 | 0x80000; // O_DIRECTORY | O_CLOEXEC
        using var handle = Open(folder, readOnlyDirectory);
        if (handle.IsInvalid || FSync(handle) != 0)
        {
            throw new IOException($"{folder}: cannot flush the folder ({Marshal.GetLastPInvokeErrorMessage()})");
        }
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FSync(SafeFileHandle handle);
}
