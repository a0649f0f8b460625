using System.Globalization;

namespace Railhead.Local;

/// <summary>Decides whether a disk is nearly full.</summary>
public static class DiskWarning
{
    const long Least = 256L * 1024 * 1024,
        Most = 5L * 1024 * 1024 * 1024;

    /// <param name="folder">A folder on the disk.</param>
    /// <param name="free">Bytes that are free.</param>
    /// <param name="size">Bytes of the whole disk.</param>
    /// <param name="stands">Whether the warning stands; it is cleared only when a quarter more is free.</param>
    public static IReadOnlyCollection<Warning> Decide(string folder, long free, long size, bool stands)
    {
        var limit = Math.Clamp(size / 20, Least, Most);
        return free >= (stands ? limit / 4 * 5 : limit)
            ? []
            :
            [
                new Warning(
                    WarningKind.DiskFull,
                    "",
                    Component.Platform,
                    string.Create(CultureInfo.InvariantCulture, $"Less than {limit / 1_000_000} MB are free on the disk of {folder}. ")
                        + "Free some space: the database, uploads and builds fail on a full disk."
                ),
            ];
    }
}
