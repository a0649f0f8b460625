using Railhead.Model;

namespace Railhead.Cli.Tests;

public sealed class ProgressPrinterTests : IDisposable
{
    readonly CommandLineRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public void On_a_terminal_the_running_stage_is_rewritten_and_becomes_a_line_when_it_ends()
    {
        (_run.IsTerminal, _run.Width) = (true, 33);
        using (var printer = new ProgressPrinter(_run.Invocation("up", "--color", "never")))
        {
            printer.Show(new StageEvent(Stage.Build, StageStatus.Running, Detail: "3f2c1ab Add"));
            _run.Time.Advance(TimeSpan.FromMilliseconds(100));
            printer.Show(new LogEvent(Stage.Build, "Restoring a great many packages"));
            _run.Time.Advance(TimeSpan.FromMilliseconds(100));
            printer.Show(new StageEvent(Stage.Build, StageStatus.Succeeded, 0.24, "3f2c1ab Add"));
            _run.Time.Advance(TimeSpan.FromMilliseconds(100));
            printer.Show(new ResultEvent(ResultStatus.Succeeded) { Url = "http://localhost:8080" });
        }

        Assert.Equal(
            [
                "",
                "\e[K  … build       3f2c1ab Ad 0.1 s",
                "\e[K  … build       Restoring  0.2 s",
                $"\e[K  ✓ build       {"3f2c1ab Add", -60}    0.2 s\n",
            ],
            _run.Error.Split('\r')
        );
        Assert.Equal("  http://localhost:8080\n", _run.Out);
    }

    [Fact]
    public void Colors_mark_what_failed()
    {
        using var printer = new ProgressPrinter(_run.Invocation("up", "--color", "always"));
        printer.Show(new StageEvent(Stage.Tasks, StageStatus.Failed, 60));
        printer.Show(new ResultEvent(ResultStatus.Failed) { Error = "Task a1 keeps crashing." });
        Assert.Equal("\e[31m  ✗ tasks         60.0 s\e[0m\n\e[31mFailed: Task a1 keeps crashing.\e[0m\n", _run.Error);
        Assert.Equal("", _run.Out);
    }

    [Fact]
    public void Up_prints_a_warning_of_the_blueprint_once()
    {
        const string text = "app: shop\nstart: ./run\nenv: { API_KEY: x }\n";
        var call = _run.Invocation("up", "--color", "never");
        CheckCommand.Architecture(call, text, out var shown);
        using var printer = new ProgressPrinter(call, shown.Select(finding => finding.ToString()).ToHashSet());
        // The deployment reads the committed file by itself.
        foreach (var finding in shown)
        {
            printer.Show(new LogEvent(Stage.Source, finding.ToString()));
        }

        printer.Show(new LogEvent(Stage.Source, "a line of the source"));
        Assert.NotEmpty(shown);
        Assert.All(shown, finding => Assert.Equal(2, _run.Error.Split(finding.ToString()).Length));
        Assert.Contains("a line of the source", _run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("never", null, false)]
    [InlineData("always", "1", true)]
    [InlineData("auto", null, true)]
    [InlineData("auto", "1", false)]
    public void Colors_follow_the_option_then_NO_COLOR_then_the_terminal(string color, string? noColor, bool expected)
    {
        _run.IsTerminal = true;
        Assert.Equal(expected, (_run.Terminal with { Variable = name => name == "NO_COLOR" ? noColor : null }).HasColor(color));
        Assert.Equal(color == "always", (_run.Terminal with { IsLive = false }).HasColor(color));
    }

    [Fact]
    public void What_only_the_caller_has_to_know_is_not_printed()
    {
        using var printer = new ProgressPrinter(_run.Invocation("up", "--json"));
        printer.Show(new ResultEvent(ResultStatus.Succeeded) { Next = NextStep.DeploymentNeeded });
        Assert.Equal("", _run.Out);
    }
}
