namespace Railhead.Cli.Tests;

public sealed class RunCommandTests : IDisposable
{
    readonly CommandLineRun _run = new();

    public void Dispose() => _run.Dispose();

    [Theory]
    [InlineData("local", false, false, RunPlace.ThisMachine)]
    [InlineData("local", true, true, RunPlace.ThisMachine)]
    [InlineData("staging", true, true, RunPlace.ThisMachine)]
    [InlineData("staging", false, true, RunPlace.Aws)]
    [InlineData("staging", false, false, RunPlace.ThisMachine)]
    internal void A_command_runs_where_the_environment_is(string environment, bool isHere, bool isOnAws, RunPlace place) =>
        Assert.Equal(place, RunCommand.Decide(environment, isHere, isOnAws));

    [Fact]
    public async Task On_this_machine_it_is_exec()
    {
        _run.App("shop");
        _run.Environment("shop");
        var finished = (await _run.RunAsync("run", "--app", "shop", "--", "true")).FailedWith(ExitCode.Failed);
        Assert.StartsWith("railhead: shop · local is not running.", finished.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_environment_on_AWS_needs_the_AWS_CLI()
    {
        var folder = Path.Combine(_run.App("shop"), "infrastructure", "staging");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "backend.hcl"), "bucket = \"railhead-state-eu-west-1-123456789012\"\n");
        var finished = (await _run.RunAsync("run", "--app", "shop", "--env", "staging", "--json", "--", "true")).FailedWith(
            ExitCode.Failed
        );
        Assert.Contains("RH5080", finished.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_credentials_of_another_account_start_nothing()
    {
        var folder = Path.Combine(_run.App("shop"), "infrastructure", "staging");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "backend.hcl"), "bucket = \"railhead-state-eu-west-1-123456789012\"\n");
        File.WriteAllText(
            Path.Combine(_run.Folder, "aws"),
            "#!/bin/sh\necho '{\"Account\":\"999999999999\",\"Arn\":\"arn:aws:iam::999999999999:user/me\"}'\n"
        );
        File.SetUnixFileMode(Path.Combine(_run.Folder, "aws"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        _run.SearchPath = _run.Folder;
        var finished = (await _run.RunAsync("run", "--app", "shop", "--env", "staging", "--json", "--", "true")).FailedWith(
            ExitCode.Failed
        );
        Assert.Contains("RH5022", finished.Output, StringComparison.Ordinal);
    }
}
