using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Railhead.Local;

/// <summary>
/// Holds a folder against other processes (and other threads) until it is disposed. The lock is on the folder itself, so that it
/// leaves no file behind and ends with the process that held it.
/// </summary>
sealed partial class FolderLock : IDisposable
{
    const int ReadOnlyDirectory = 0x10000 | 0x80000; // O_DIRECTORY | O_CLOEXEC
    const int Exclusive = 2,
        Interrupted = 4,
        NoEntry = 2;

    readonly SafeFileHandle _handle;

    FolderLock(SafeFileHandle handle) => _handle = handle;

    /// <summary>Makes the folder (0700) when it is missing and waits until nobody else holds it.</summary>
    public static FolderLock Take(string folder)
    {
        while (true)
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            var handle = Open(folder, ReadOnlyDirectory);
            if (handle.IsInvalid)
            {
                var error = Marshal.GetLastPInvokeError();
                handle.Dispose();
                if (error == NoEntry)
                {
                    continue; // Removed in between.
                }

                throw new IOException($"{folder}: cannot open the folder ({Marshal.GetPInvokeErrorMessage(error)})");
            }

            while (FLock(handle, Exclusive) != 0)
            {
                if (Marshal.GetLastPInvokeError() == Interrupted)
                {
                    continue;
                }

                var reason = Marshal.GetLastPInvokeErrorMessage();
                handle.Dispose();
                throw new IOException($"{folder}: cannot lock the folder ({reason})");
            }

            // Whoever held it may have removed the folder; a lock on what nobody can find any more protects nothing.
            if (!IsRemoved(handle))
            {
                return new FolderLock(handle);
            }

            handle.Dispose();
        }
    }

    public void Dispose() => _handle.Dispose();

    static bool IsRemoved(SafeFileHandle handle)
    {
        var link = File.ResolveLinkTarget($"/proc/self/fd/{handle.DangerousGetHandle()}", returnFinalTarget: false);
        return link?.FullName.EndsWith(" (deleted)", StringComparison.Ordinal) ?? false;
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    private static partial int FLock(SafeFileHandle handle, int operation);
}
