using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Railhead.Local;

/// <summary>
/// A file or a folder that one process (and one thread) at a time holds, until it is disposed or its process ends.
/// </summary>
public sealed partial class ProcessLock : IDisposable
{
    const int CloseOnExec = 0x80000,
        Folder = 0x10000 | CloseOnExec, // O_DIRECTORY
        File = 0x2 | 0x40 | CloseOnExec; // O_RDWR | O_CREAT
    const int Exclusive = 2,
        DoNotWait = 4;
    const int Interrupted = 4,
        NoEntry = 2,
        HeldByAnother = 11;
    const uint OwnerFile = 0x180;

    static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    readonly SafeFileHandle _handle;

    ProcessLock(SafeFileHandle handle) => _handle = handle;

    /// <summary>
    /// Makes the folder (0700) when it is missing and waits until nobody else holds it. The lock is on the folder itself, so it leaves no
    /// file.
    /// </summary>
    public static ProcessLock TakeFolder(string folder)
    {
        while (true)
        {
            Directory.CreateDirectory(folder, FileModes.Owner);
            if (TryTake(folder, Folder, Exclusive) is { } taken)
            {
                return taken;
            }
        }
    }

    /// <summary>Makes the file (0600) when it is missing and waits until nobody else holds it.</summary>
    /// <param name="file">The file, which has no content.</param>
    /// <param name="limit">How long to wait; null waits for ever.</param>
    /// <param name="onWait">Called once when another process holds it.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="IOException">Another process held it for the whole limit.</exception>
    public static async Task<ProcessLock> TakeFileAsync(
        string file,
        TimeSpan? limit,
        Action? onWait,
        TimeProvider time,
        CancellationToken cancellation
    )
    {
        var taken = TryTakeFile(file);
        if (taken is not null)
        {
            return taken;
        }

        onWait?.Invoke();
        await Wait.UntilAsync(
            () => Task.FromResult((taken = TryTakeFile(file)) is not null),
            limit ?? Timeout.InfiniteTimeSpan,
            Interval,
            time,
            cancellation
        );
        return taken ?? throw new IOException($"{file}: another process has held this lock for {limit!.Value.TotalSeconds:0} s");
    }

    public void Dispose() => _handle.Dispose();

    static ProcessLock? TryTakeFile(string file)
    {
        // Each time: the holder may be the one who removes a whole home.
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        return TryTake(file, File, Exclusive | DoNotWait);
    }

    /// <summary>Null when another process holds it, or when it was removed in between.</summary>
    static ProcessLock? TryTake(string path, int flags, int operation)
    {
        var handle = Open(path, flags, OwnerFile);
        if (handle.IsInvalid)
        {
            var error = Marshal.GetLastPInvokeError();
            handle.Dispose();
            return error == NoEntry
                ? null
                : throw new IOException($"{path}: cannot be opened for locking ({Marshal.GetPInvokeErrorMessage(error)})");
        }

        while (FLock(handle, operation) != 0)
        {
            var error = Marshal.GetLastPInvokeError();
            if (error == Interrupted)
            {
                continue;
            }

            handle.Dispose();
            return error == HeldByAnother
                ? null
                : throw new IOException($"{path}: cannot be locked ({Marshal.GetPInvokeErrorMessage(error)})");
        }

        // A former holder may have removed it; a lock on something that nobody can find any more protects nothing.
        if (!IsRemoved(handle))
        {
            return new ProcessLock(handle);
        }

        handle.Dispose();
        return null;
    }

    static bool IsRemoved(SafeFileHandle handle)
    {
        var link = System.IO.File.ResolveLinkTarget($"/proc/self/fd/{handle.DangerousGetHandle()}", returnFinalTarget: false);
        return link?.FullName.EndsWith(" (deleted)", StringComparison.Ordinal) ?? false;
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle Open(string path, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    private static partial int FLock(SafeFileHandle handle, int operation);
}
