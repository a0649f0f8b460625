namespace Railhead.Cli.Tests;

/// <summary><c>railhead eject</c> hands over the generated Dockerfile and overwrites nothing.</summary>
public sealed class EjectCommandTests : IDisposable
{
    readonly CommandLineRun _run = new();

    public void Dispose() => _run.Dispose();

    string PathOf(string file) => Path.Combine(_run.Folder, "shop", file);

    [Fact]
    public async Task The_written_Dockerfile_is_the_one_that_synth_generates_and_can_be_named()
    {
        _run.App("shop");
        var finished = (await _run.RunAsync("eject", "shop", "--env", "staging", "--json")).Succeeded();
        Assert.Equal(
            ["Dockerfile", "Dockerfile.dockerignore"],
            Json.Read(finished.Output).GetProperty("written").EnumerateArray().Select(e => e.GetString())
        );
        (await _run.RunAsync("synth", "shop", "--env", "staging")).Succeeded();
        var generated = await File.ReadAllTextAsync(
            PathOf("infrastructure/staging/docker/app/Dockerfile"),
            TestContext.Current.CancellationToken
        );
        var written = await File.ReadAllTextAsync(PathOf("Dockerfile"), TestContext.Current.CancellationToken);
        Assert.Contains("CMD [", written, StringComparison.Ordinal);
        // synth marks its own files in the first line.
        Assert.EndsWith(written, generated, StringComparison.Ordinal);

        File.AppendAllText(PathOf("railhead.yaml"), "dockerfile: Dockerfile\n");
        (await _run.RunAsync("synth", "shop", "--env", "staging")).Succeeded();
        Assert.False(File.Exists(PathOf("infrastructure/staging/docker/app/Dockerfile")));
        var again = (await _run.RunAsync("eject", "shop", "--env", "staging", "--json")).FailedWith(ExitCode.Usage);
        Assert.Contains("RH2036", again.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Dockerfile")]
    [InlineData("Dockerfile.dockerignore")]
    public async Task Nothing_is_overwritten(string file)
    {
        _run.App("shop");
        await File.WriteAllTextAsync(PathOf(file), "mine", TestContext.Current.CancellationToken);
        var finished = (await _run.RunAsync("eject", "shop", "--json")).FailedWith(ExitCode.Usage);
        Assert.Contains("RH2037", finished.Output, StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(PathOf(file), TestContext.Current.CancellationToken));
        Assert.Single(Directory.GetFiles(PathOf("."), "Dockerfile*"));
    }
}
