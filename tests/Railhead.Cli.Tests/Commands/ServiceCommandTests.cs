using Railhead.Local;

namespace Railhead.Cli.Tests;

public sealed class ServiceCommandTests : IDisposable
{
    readonly CommandLineRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task Print_writes_the_unit_and_nothing_else()
    {
        var printed = (await _run.RunAsync("service", "print")).Succeeded();
        Assert.Equal("", printed.Error);
        Assert.True(BootUnit.IsRailheads(printed.Output));
        Assert.Contains($"Environment=RAILHEAD_HOME={_run.Home}\n", printed.Output, StringComparison.Ordinal);
        Assert.Contains($"ExecStart={Environment.ProcessPath} up --all\n", printed.Output, StringComparison.Ordinal);

        var json = Json.Read((await _run.RunAsync("service", "print", "--json")).Succeeded().Output);
        Assert.Equal(printed.Output, json.Text("text"));
        Assert.EndsWith($"/{json.Text("name")}", json.Text("file"), StringComparison.Ordinal);
        Assert.Equal($"railhead-{MachinePaths.RunName(_run.Home)}.service", json.Text("name"));
    }

    [Theory]
    [InlineData("/usr/share/dotnet/dotnet", "/opt/railhead.dll", "/usr/share/dotnet/dotnet", "/opt/railhead.dll")]
    [InlineData("/usr/lib/railhead/railhead", "/usr/lib/railhead/railhead.dll", "/usr/lib/railhead/railhead")]
    public void The_unit_runs_this_very_program(string process, string first, params string[] expected) =>
        Assert.Equal(expected, ServiceAccess.ThisProgram(process, first));
}
