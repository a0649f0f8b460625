using System.Diagnostics;
using System.IO.Compression;

namespace Railhead.Aws.Tests;

public sealed class RotationTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>The function is Python, and so are its tests.</summary>
    [Theory]
    [InlineData("minimal", "codedeploy")]
    [InlineData("ecs", "ecs")]
    public async Task The_function_does_each_step_once_and_can_be_tried_again(string blueprint, string engine)
    {
        SynthFolder.Write(_folder.Path, [.. RotationFile.Write(Blueprints.Architecture(blueprint, "staging"))]);
        var start = new ProcessStartInfo("python3", ["-B", Path.Combine(Golden.Folder(), "../Database/test_rotate.py")])
        {
            RedirectStandardError = true,
        };
        start.Environment["ROTATE"] = Path.Combine(_folder.Path, "rotation/rotate.py");
        start.Environment["ENGINE"] = engine;
        using var process = Process.Start(start)!;
        var output = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, output);
        Assert.Matches("Ran [0-9]{2} tests", output);
    }

    [Fact]
    public void The_archive_holds_the_script_as_it_is_beside_it()
    {
        var files = RotationFile.Write(Blueprints.Architecture("minimal", "staging")).ToDictionary(file => file.Path);
        SynthFolder.Write(_folder.Path, files.Values.ToList());
        using var archive = ZipFile.OpenRead(Path.Combine(_folder.Path, "rotation/rotate.zip"));
        var entry = Assert.Single(archive.Entries);
        Assert.Equal("rotate.py", entry.FullName);
        using var reader = new StreamReader(entry.Open());
        var script = File.ReadAllText(Path.Combine(_folder.Path, "rotation/rotate.py"));
        Assert.Equal(script, reader.ReadToEnd());
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(script)));
        Assert.Contains(hash, files["rotation.tf"].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_archive_follows_the_blueprint_until_a_person_makes_one()
    {
        var zip = Path.Combine(_folder.Path, "rotate.zip");
        SynthFolder.Write(_folder.Path, [Zip("x = 1\n")]);
        Assert.True(SynthFolder.Write(_folder.Path, [Zip("x = 1\n")]).IsCurrent);
        Assert.Equal(["rotate.zip"], SynthFolder.Write(_folder.Path, [Zip("x = 2\n")]).Written);

        File.WriteAllBytes(zip, Archive.Of("rotate.py", "x = 3\n"));
        Assert.Equal(["rotate.zip"], SynthFolder.Write(_folder.Path, [Zip("x = 2\n")]).Kept);
        File.WriteAllText(zip, "no archive");
        Assert.Equal(["rotate.zip"], SynthFolder.Write(_folder.Path, [Zip("x = 2\n")]).Kept);
        Assert.Empty(SynthFolder.Write(_folder.Path, []).Removed);
    }

    static SynthFile Zip(string text) =>
        new("rotate.zip", "") { Bytes = Archive.Of("rotate.py", FileMark.Apply(new SynthFile("rotate.py", text))) };
}
