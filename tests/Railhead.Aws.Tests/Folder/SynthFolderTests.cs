namespace Railhead.Aws.Tests;

public sealed class SynthFolderTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_second_run_writes_nothing()
    {
        SynthFolder.Write(_folder.Path, [new("a.tf", "x = 1\n"), new("docker/run.sh", "#!/bin/sh\ntrue\n", Executable: true)]);
        var again = SynthFolder.Write(_folder.Path, [new("a.tf", "x = 1\n"), new("docker/run.sh", "#!/bin/sh\ntrue\n", Executable: true)]);
        Assert.True(again.IsCurrent);
        Assert.StartsWith("#!/bin/sh\n", Read("docker/run.sh"), StringComparison.Ordinal);
        Assert.True(File.GetUnixFileMode(Path.Combine(_folder.Path, "docker/run.sh")).HasFlag(UnixFileMode.UserExecute));
    }

    [Fact]
    public void What_nobody_touched_follows_the_blueprint()
    {
        SynthFolder.Write(_folder.Path, [new("a.tf", "x = 1\n"), new("b.tf", "y = 1\n")]);
        var report = SynthFolder.Write(_folder.Path, [new("a.tf", "x = 2\n")]);
        Assert.Equal(["a.tf"], report.Written);
        Assert.Equal(["b.tf"], report.Removed);
        Assert.Contains("x = 2", Read("a.tf"), StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_folder.Path, "b.tf")));
    }

    [Theory]
    [InlineData("x = 1\n", "x = 3\n")]
    [InlineData("x = 1\n", "x = 1\n\n# mine\n")]
    public void What_a_person_edited_or_added_stays_and_is_named(string written, string edited)
    {
        SynthFolder.Write(_folder.Path, [new("a.tf", written), new("b.tf", "y = 1\n")]);
        foreach (var name in (string[])["a.tf", "b.tf"])
        {
            File.WriteAllText(
                Path.Combine(_folder.Path, name),
                Read(name).Replace(name == "a.tf" ? written : "y = 1\n", edited, StringComparison.Ordinal)
            );
        }

        File.WriteAllText(Path.Combine(_folder.Path, "own.tf"), "z = 1\n");
        var report = SynthFolder.Write(_folder.Path, [new("a.tf", "x = 2\n")]);

        Assert.Equal(["a.tf"], report.Kept);
        Assert.Contains(edited, Read("a.tf"), StringComparison.Ordinal);
        Assert.Contains(edited, Read("b.tf"), StringComparison.Ordinal);
        Assert.Equal("z = 1\n", Read("own.tf"));
    }

    string Read(string name) => File.ReadAllText(Path.Combine(_folder.Path, name));
}
