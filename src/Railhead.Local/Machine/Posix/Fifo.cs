using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Railhead.Local;

/// <summary>Named pipes, which .NET can neither make nor open without waiting.</summary>
static partial class Fifo
{
    const int WriteOnly = 1,
        ReadOnly = 0,
        NonBlocking = 0x800,
        CloseOnExec = 0x80000;

    /// <summary>Makes one for its owner alone.</summary>
    public static void Make(string path, Account owner)
    {
        if (MkFifo(path, 0x180) != 0)
        {
            throw new IOException($"{path}: cannot be made ({Marshal.GetLastPInvokeErrorMessage()})");
        }

        Ownership.Change(path, owner);
    }

    /// <summary>Whether somebody reads from it: the open of a writer fails (ENXIO) when nobody does.</summary>
    public static bool HasReader(string path)
    {
        using var handle = Open(path, WriteOnly | NonBlocking | CloseOnExec);
        return !handle.IsInvalid;
    }

    /// <summary>Whether bytes wait in it; they are left there.</summary>
    public static bool HasData(string path)
    {
        const short readable = 1;
        using var handle = Open(path, ReadOnly | NonBlocking | CloseOnExec);
        if (handle.IsInvalid)
        {
            return false;
        }

        var descriptor = new Descriptor { File = (int)handle.DangerousGetHandle(), Events = readable };
        return Poll(ref descriptor, 1, 0) > 0 && (descriptor.Returned & readable) != 0;
    }

    [StructLayout(LayoutKind.Sequential)]
    struct Descriptor
    {
        public int File;
        public short Events;
        public short Returned;
    }

    [LibraryImport("libc", EntryPoint = "mkfifo", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MkFifo(string path, uint mode);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static partial int Poll(ref Descriptor descriptors, nuint count, int milliseconds);
}
