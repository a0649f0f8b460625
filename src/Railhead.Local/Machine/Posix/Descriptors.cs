using System.Runtime.InteropServices;

namespace Railhead.Local;

/// <summary>This process's open files.</summary>
static partial class Descriptors
{
    /// <summary>
    /// .NET's own files are not passed on to children; those that this process was given (a shell's <c>exec 9&gt;lock</c>, the pipes of a
    /// git hook)
    /// would be, and a supervisor would hold them for ever.
    /// </summary>
    public static void KeepFromChildren()
    {
        const uint firstAfterStandard = 3,
            closeOnExec = 4;
        // Linux before 5.11 does not know it; then they are passed on.
        _ = CloseRange(firstAfterStandard, uint.MaxValue, closeOnExec);
    }

    [LibraryImport("libc", EntryPoint = "close_range", SetLastError = true)]
    private static partial int CloseRange(uint first, uint last, uint flags);
}
