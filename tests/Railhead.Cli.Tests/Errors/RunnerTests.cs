using Railhead.Model;

namespace Railhead.Cli.Tests;

public sealed class RunnerTests : IDisposable
{
    readonly CommandLineRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task Errors_are_one_document_under_json()
    {
        var command = new OneCommand(false, _ => throw new RailheadException("RH0001", "There is no release 9.", "Kept are: 1."));
        Assert.Equal(ExitCode.Failed, await RunAsync(command));
        var error = Json.Read(_run.Out).GetProperty("error");
        Assert.Equal(["code", "message", "file", "line", "column", "hint"], error.EnumerateObject().Select(field => field.Name));
        Assert.Equal("RH0001", error.Text("code"));
        Assert.Equal("", _run.Error);
    }

    [Fact]
    public async Task Errors_are_two_lines_of_words_without_json()
    {
        var command = new OneCommand(false, _ => throw new RailheadException("RH0001", "There is no release 9.", "Kept are: 1."));
        Assert.Equal(ExitCode.Failed, await RunAsync(command, json: false));
        Assert.Equal("railhead: There is no release 9.\n  Kept are: 1.\n", _run.Error);
        Assert.Equal("", _run.Out);
    }

    [Fact]
    public async Task An_error_that_nobody_expected_asks_for_a_report()
    {
        Assert.Equal(ExitCode.Failed, await RunAsync(new OneCommand(false, _ => throw new InvalidOperationException("Oh."))));
        var error = Json.Read(_run.Out).GetProperty("error");
        Assert.Equal("RH3999", error.Text("code"));
        Assert.Contains("report it", error.Text("hint"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_permission_says_what_to_do()
    {
        Assert.Equal(ExitCode.Failed, await RunAsync(new OneCommand(false, _ => throw new UnauthorizedAccessException("No."))));
        var error = Json.Read(_run.Out).GetProperty("error");
        Assert.Equal("RH3099", error.Text("code"));
        Assert.Contains("permissions", error.Text("hint"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_commands_last_line_is_a_result_also_when_it_fails()
    {
        var findings = BlueprintFile.Parse("app: x\nstart: ./x\nhelth: /up\n", "railhead.yaml", "local").Findings;
        Assert.Equal(ExitCode.Usage, await RunAsync(new OneCommand(true, _ => throw new BlueprintException(findings))));

        var lines = Json.Lines(_run.Out);
        Assert.Equal(2, lines.Count);
        Assert.Equal(3, lines[0].GetProperty("error").GetProperty("line").GetInt32());
        Assert.Equal("result", lines[1].Text("event"));
        Assert.Equal("failed", lines[1].Text("status"));
    }

    [Fact]
    public async Task An_interrupted_command_exits_with_130_and_says_what_it_left()
    {
        using var source = new CancellationTokenSource();
        await source.CancelAsync();
        _run.Interruption = source.Token;
        Assert.Equal(ExitCode.Interrupted, await RunAsync(new OneCommand(true, call => Task.FromCanceled<int>(call.Cancellation))));
        Assert.Equal("Interrupted.", Assert.Single(Json.Lines(_run.Out)).Text("error"));
        Assert.Equal("Stopped halfway.\n", _run.Error);
    }

    Task<int> RunAsync(CliCommand command, bool json = true) =>
        Runner.RunAsync(_run.Invocation("version") with { Json = json, IsLong = command.IsLong }, command);

    sealed class OneCommand(bool isLong, Func<Invocation, Task<int>> run) : CliCommand("one", "Do one thing")
    {
        public override bool IsLong => isLong;

        public override string Interruption => "Stopped halfway.";

        public override Task<int> RunAsync(Invocation call) => run(call);
    }
}
