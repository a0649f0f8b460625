namespace Railhead.Local.Tests;

public sealed class BuildEnvironmentTests
{
    [Fact]
    public async Task Plain_variables_reach_the_build_and_secrets_do_not()
    {
        await using var machine = await MachineFixture.StartAsync(svscan: false);
        var architecture = Some.Architecture(
            more: "env: { NODE_ENV: production, TMPDIR: /mine, DOTNET_NOLOGO: '0', RELEASE_DIR: /elsewhere }\nsecrets: [KEY]"
        );

        var variables = BuildEnvironment.For(
            TestFacts.Of(machine),
            architecture.Services.TaskDefinition,
            "revision",
            "/release",
            "/temporary"
        );

        Assert.Equal("production", variables["NODE_ENV"]);
        Assert.Equal("/mine", variables["TMPDIR"]);
        Assert.Equal("0", variables["DOTNET_NOLOGO"]);
        Assert.Equal("/release", variables["RELEASE_DIR"]);
        Assert.Equal("revision", variables["APP_REVISION"]);
        Assert.DoesNotContain("KEY", variables.Keys);
    }
}
