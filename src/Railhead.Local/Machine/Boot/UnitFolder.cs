using Railhead.Model;
using Railhead.ObjectStore;

namespace Railhead.Local;

/// <summary>
/// A folder of systemd's unit files. A unit is enabled by a link in the folder of its target, as <c>systemctl enable</c> does.
/// </summary>
/// <param name="path">Such as <c>/etc/systemd/system</c>.</param>
public sealed class UnitFolder(string path)
{
    public string FileOf(BootUnit unit) => Path.Combine(path, unit.Name);

    /// <exception cref="RailheadException">A file of somebody else's has the name, or the folder cannot be written to.</exception>
    public UnitChange Install(BootUnit unit)
    {
        var file = FileOf(unit);
        var text = unit.Text;
        var before = Existing(file);
        var isEnabled = new FileInfo(LinkOf(unit)).LinkTarget == file;
        if (before == text && isEnabled)
        {
            return UnitChange.Unchanged;
        }

        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(LinkOf(unit))!);
            if (before != text)
            {
                DurableFile.Write(file, text, FileModes.EverybodyReadsFile);
            }

            if (!isEnabled)
            {
                File.Delete(LinkOf(unit));
                File.CreateSymbolicLink(LinkOf(unit), file);
                DurableFolder.Flush(Path.GetDirectoryName(LinkOf(unit))!);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw BootErrors.UnitNotWritten(file, e.Message);
        }

        return before is null ? UnitChange.Installed : UnitChange.Updated;
    }

    /// <inheritdoc cref="Install"/>
    public UnitChange Uninstall(BootUnit unit)
    {
        var file = FileOf(unit);
        var isThere = Existing(file) is not null;
        var link = new FileInfo(LinkOf(unit));
        try
        {
            // The link of a unit that is gone counts for systemd as nothing.
            if (link.LinkTarget is not null)
            {
                link.Delete();
            }

            File.Delete(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw BootErrors.UnitNotWritten(file, e.Message);
        }

        return isThere ? UnitChange.Removed : UnitChange.Absent;
    }

    string LinkOf(BootUnit unit) => Path.Combine(path, $"{unit.Target}.wants", unit.Name);

    /// <summary>The text of Railhead's file; null when there is none.</summary>
    static string? Existing(string file)
    {
        var info = new FileInfo(file);
        // A masked unit is a link to /dev/null.
        if (info.LinkTarget is { } target)
        {
            throw BootErrors.UnitOfOthers(file, $"a link to {target}");
        }

        if (!info.Exists)
        {
            return Directory.Exists(file) ? throw BootErrors.UnitOfOthers(file, "a folder") : null;
        }

        try
        {
            var text = File.ReadAllText(file);
            return BootUnit.IsRailheads(text) ? text : throw BootErrors.UnitOfOthers(file, "written or edited by somebody else");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw BootErrors.UnitNotWritten(file, e.Message);
        }
    }
}
