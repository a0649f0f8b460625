using Railhead.Model;

namespace Railhead.Local.Tests;

public sealed class UnitFolderTests : IDisposable
{
    readonly TemporaryFolder _temporary = new();
    readonly BootUnit _unit = BootUnitTests.Unit(isOfSystem: true);
    readonly UnitFolder _folder;

    public UnitFolderTests() => _folder = new UnitFolder(Path.Combine(_temporary.Path, "system"));

    string UnitFile => _folder.FileOf(_unit);

    string Link => Path.Combine(Path.GetDirectoryName(UnitFile)!, "multi-user.target.wants", _unit.Name);

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void A_second_install_changes_nothing_and_a_second_uninstall_finds_nothing()
    {
        Assert.Equal(UnitChange.Installed, _folder.Install(_unit));
        Assert.Equal(_unit.Text, File.ReadAllText(UnitFile));
        Assert.Equal(UnitFile, new FileInfo(Link).LinkTarget);
        Assert.Equal(FileModes.EverybodyReadsFile, File.GetUnixFileMode(UnitFile));
        var written = File.GetLastWriteTimeUtc(UnitFile);
        Assert.Equal(UnitChange.Unchanged, _folder.Install(_unit));
        Assert.Equal(written, File.GetLastWriteTimeUtc(UnitFile));

        Assert.Equal(UnitChange.Removed, _folder.Uninstall(_unit));
        Assert.False(File.Exists(UnitFile));
        Assert.Null(new FileInfo(Link).LinkTarget);
        Assert.Equal(UnitChange.Absent, _folder.Uninstall(_unit));
    }

    [Fact]
    public void The_unit_of_another_version_is_replaced_and_a_disabled_one_is_enabled_again()
    {
        _folder.Install(_unit);
        var moved = _unit with { Program = ["/opt/railhead/railhead"] };
        Assert.Equal(UnitChange.Updated, _folder.Install(moved));
        Assert.Equal(moved.Text, File.ReadAllText(UnitFile));
        File.Delete(Link);
        Assert.Equal(UnitChange.Updated, _folder.Install(moved));
        Assert.Equal(UnitFile, new FileInfo(Link).LinkTarget);
    }

    [Theory]
    [InlineData("[Service]\nExecStart=/usr/local/bin/my-own\n")]
    [InlineData("")]
    public void A_unit_of_others_is_left_alone(string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(UnitFile)!);
        File.WriteAllText(UnitFile, text);
        RefusesAndKeeps(text);
    }

    [Fact]
    public void An_edited_unit_is_left_alone()
    {
        _folder.Install(_unit);
        var edited = _unit.Text.Replace("RestartSec=30s", "RestartSec=5s", StringComparison.Ordinal);
        Assert.NotEqual(_unit.Text, edited);
        File.WriteAllText(UnitFile, edited);
        RefusesAndKeeps(edited);
    }

    [Fact]
    public void A_masked_unit_is_left_alone()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(UnitFile)!);
        File.CreateSymbolicLink(UnitFile, "/dev/null");
        Assert.Equal("RH3191", Assert.Throws<RailheadException>(() => _folder.Install(_unit)).Code);
        Assert.Equal("/dev/null", new FileInfo(UnitFile).LinkTarget);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_to_is_an_error_with_words()
    {
        File.WriteAllText(Path.Combine(_temporary.Path, "system"), "not a folder");
        Assert.Equal("RH3192", Assert.Throws<RailheadException>(() => _folder.Install(_unit)).Code);
    }

    void RefusesAndKeeps(string text)
    {
        Assert.Equal("RH3191", Assert.Throws<RailheadException>(() => _folder.Install(_unit)).Code);
        Assert.Equal("RH3191", Assert.Throws<RailheadException>(() => _folder.Uninstall(_unit)).Code);
        Assert.Equal(text, File.ReadAllText(UnitFile));
    }
}
