using Microsoft.Extensions.Logging.Abstractions;
using Railhead.Local;

namespace Railhead.Cli.Tests;

/// <summary>Commands about an environment that is not up: it never was, or it is down.</summary>
public sealed class StoppedEnvironmentTests : IDisposable
{
    readonly CommandLineRun _run = new();

    public void Dispose() => _run.Dispose();

    [Theory]
    [InlineData(ExitCode.NotRunning, "status")]
    [InlineData(ExitCode.Failed, "deploy")]
    [InlineData(ExitCode.Failed, "rollback")]
    [InlineData(ExitCode.Failed, "releases")]
    [InlineData(ExitCode.Failed, "exec", "--", "true")]
    public async Task What_needs_a_running_environment_says_how_to_start_it(int exitCode, params string[] words)
    {
        _run.App("shop");
        string[] with = [words[0], "--app", "shop", "--env", "staging", .. words[1..]];
        Check(await _run.RunAsync(with), $"Start it: railhead up {_run.Folder}/shop --env staging");
        _run.Environment("shop", environment: "staging");
        Check(await _run.RunAsync(with), "Start it: railhead up /srv/shop --env staging");

        void Check(Finished finished, string hint)
        {
            finished.FailedWith(exitCode);
            Assert.Equal($"railhead: shop · staging is not running.\n  {hint}\n", finished.Error);
            Assert.Equal("", finished.Output);
        }
    }

    [Theory]
    [InlineData("status")]
    [InlineData("down")]
    [InlineData("releases")]
    [InlineData("logs")]
    [InlineData("events")]
    [InlineData("exec", "--", "true")]
    public async Task An_environment_that_nobody_declared_is_a_finding(params string[] words)
    {
        _run.App("shop");
        string[] with = [words[0], "--app", "shop", "--env", "stagin", .. words[1..]];
        var refused = (await _run.RunAsync(with)).FailedWith(ExitCode.Usage);
        Assert.StartsWith("shop/railhead.yaml:1:1: error RH1802: ", refused.Error, StringComparison.Ordinal);
        Assert.Contains("Did you mean \"staging\"?", refused.Error, StringComparison.Ordinal);
        Assert.Equal("", refused.Output);
        // One that was declared when it came up is known for good.
        _run.Environment("shop", environment: "stagin");
        Assert.DoesNotContain("RH1802", (await _run.RunAsync(with)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_says_why_the_app_did_not_come_back_after_a_reboot()
    {
        var record = _run.Environment("shop") with
        {
            LastStart = new EnvironmentStart(new DateTimeOffset(2026, 11, 24, 20, 59, 0, TimeSpan.Zero), 0.4, "Port 8080 is in use."),
        };
        record.Write(AppLocator.LayoutOf(_run.Home, record).Root);
        var finished = (await _run.RunAsync("status")).FailedWith(ExitCode.NotRunning);
        Assert.StartsWith(
            "railhead: shop · local is not running. Its start at 2026-11-24T20:59:00Z failed: Port 8080 is in use.\n",
            finished.Error,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task The_status_of_what_does_not_run_is_a_document_with_its_code()
    {
        _run.Environment("shop");
        var finished = (await _run.RunAsync("status", "--json")).FailedWith(ExitCode.NotRunning);
        Assert.Equal("RH3000", Json.Read(finished.Output).GetProperty("error").Text("code"));
        Assert.Equal("", finished.Error);
    }

    [Fact]
    public async Task A_long_command_ends_its_lines_with_a_failed_result()
    {
        _run.Environment("shop");
        var lines = Json.Lines((await _run.RunAsync("deploy", "--json")).FailedWith(ExitCode.Failed).Output);
        Assert.Equal("RH3000", lines[0].GetProperty("error").Text("code"));
        Assert.Equal(("result", "failed"), (lines[1].Text("event"), lines[1].Text("status")));
    }

    [Fact]
    public async Task Events_are_read_while_the_environment_is_down()
    {
        var record = _run.Environment("shop");
        Assert.Equal("[]\n", (await _run.RunAsync("events", "--json")).Succeeded().Output);
        using (var events = EventStore.Open(AppLocator.LayoutOf(_run.Home, record).EventFile, TimeProvider.System, NullLogger.Instance))
        {
            events.Append(new ComponentEvent(Component.App, EventKind.Crash, "a1", "Task a1 crashed."));
            events.Append(new ComponentEvent(Component.App, EventKind.Crash, "a1", "Task a1 crashed."));
        }

        var json = Json.Read((await _run.RunAsync("events", "--json", "--since", "1h")).Succeeded().Output)[0];
        Assert.Equal(("app", "crash"), (json.Text("component"), json.Text("kind")));
        Assert.Equal(("Task a1 crashed.", "2"), (json.Text("text"), json.Text("count")));
        Assert.Contains("Z app          crash", (await _run.RunAsync("events")).Succeeded().Output, StringComparison.Ordinal);
        Assert.Equal("", (await _run.RunAsync("events", "--since", "2100-01-01")).Succeeded().Output);
    }

    [Fact]
    public async Task Without_a_folder_no_app_or_several_are_wrong_usage()
    {
        var none = (await _run.RunAsync("status")).FailedWith(ExitCode.Usage);
        Assert.StartsWith("railhead: This machine has no app with an environment \"local\"", none.Error, StringComparison.Ordinal);
        _run.Environment("shop");
        _run.Environment("blog");
        var several = Json.Read((await _run.RunAsync("status", "--json")).FailedWith(ExitCode.Usage).Output).GetProperty("error");
        Assert.Equal("RH2009", several.Text("code"));
        Assert.Contains("/srv/blog", several.Text("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Down_of_what_was_never_up_is_done_already()
    {
        _run.App("shop");
        var words = (await _run.RunAsync("down", "shop")).Succeeded();
        Assert.Equal("shop · local is not running. There is nothing to stop.\n", words.Error);
        var json = Json.Read((await _run.RunAsync("down", "shop", "--json")).Succeeded().Output);
        Assert.Equal(("shop · local", "stopped"), (json.Text("name"), json.Text("status")));
    }

    [Theory]
    [InlineData(false, "")]
    [InlineData(true, "n\n")]
    [InlineData(true, "\n")]
    public async Task Nothing_is_deleted_without_a_yes(bool isTerminal, string answer)
    {
        _run.App("shop");
        var root = Path.Combine(_run.Home, "apps", "shop", "local");
        Directory.CreateDirectory(root);
        (_run.IsTerminal, _run.Input) = (isTerminal, answer);
        var finished = (await _run.RunAsync("down", "shop", "--purge")).FailedWith(ExitCode.Failed);
        Assert.StartsWith("Delete shop · local with its secrets?", finished.Error, StringComparison.Ordinal);
        Assert.Equal(
            !isTerminal,
            finished.Error.Contains("Not a terminal, so it cannot ask for confirmation; pass --yes.", StringComparison.Ordinal)
        );
        Assert.True(Directory.Exists(root));
    }

    [Theory]
    [InlineData(ExitCode.Usage, "RH2005", "secrets", "set", "9LIVES")]
    [InlineData(ExitCode.Usage, "RH2006", "secrets", "set", "PORT")]
    [InlineData(ExitCode.Usage, "RH2002", "secrets", "set", "API_KEY")]
    [InlineData(ExitCode.Usage, "RH2005", "secrets", "rm", "a b")]
    [InlineData(ExitCode.Failed, "RH3040", "secrets", "rm", "API_KEY")]
    public async Task Secrets_that_cannot_be_are_refused(int exitCode, string code, params string[] words)
    {
        _run.App("shop");
        _run.Input = "\n";
        var finished = (await _run.RunAsync([.. words, "--app", "shop", "--json"])).FailedWith(exitCode);
        Assert.Equal(code, Json.Read(finished.Output).GetProperty("error").Text("code"));
        Assert.Equal("", finished.Error);
    }

    [Fact]
    public async Task Without_secrets_the_list_is_empty()
    {
        _run.App("shop");
        Assert.Equal("No secrets are set.\n", (await _run.RunAsync("secrets", "list", "--app", "shop")).Succeeded().Error);
        Assert.Equal("[]\n", (await _run.RunAsync("secrets", "list", "--app", "shop", "--json")).Succeeded().Output);
    }

    [Fact]
    public async Task Logs_can_be_read_while_the_environment_is_down()
    {
        WriteLogs();
        var words = (await _run.RunAsync("logs")).Succeeded();
        Assert.Equal(
            "2026-11-24T20:40:00.000Z a1   app   started\n2026-11-24T20:50:00.000Z b1   nginx ready\n2026-11-24T20:55:00.500Z a1   app   > \"ö\"\n",
            words.Output
        );
        Assert.Equal("", words.Error);
        var json = (await _run.RunAsync("logs", "--json", "--task", "a1", "--since", "10m")).Succeeded().Output;
        Assert.Equal("""{"time":"2026-11-24T20:55:00.5+00:00","task":"a1","stream":"app","line":"> \"ö\""}""" + "\n", json);
    }

    [Fact]
    public async Task Logs_say_what_they_cannot_show()
    {
        WriteLogs();
        var task = (await _run.RunAsync("logs", "--task", "z9")).FailedWith(ExitCode.Failed);
        Assert.StartsWith("railhead: There is no log of a task \"z9\".", task.Error, StringComparison.Ordinal);
        var age = (await _run.RunAsync("logs", "--since", "yesterday")).FailedWith(ExitCode.Usage);
        Assert.StartsWith("railhead: \"yesterday\" is neither an age nor a time.", age.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ctrl_C_ends_a_command_that_follows_with_130()
    {
        WriteLogs();
        using var interruption = new CancellationTokenSource();
        _run.Interruption = interruption.Token;
        var following = _run.RunAsync("logs", "--follow");
        await Eventually.TrueAsync(() => _run.Out.Contains("ready", StringComparison.Ordinal), "it shows what is there");
        Assert.False(following.IsCompleted);
        await interruption.CancelAsync();
        var finished = (await following).FailedWith(ExitCode.Interrupted);
        Assert.Equal("Interrupted.\n", finished.Error);
    }

    [Fact]
    public async Task Ctrl_C_during_a_long_command_ends_its_lines_with_a_failed_result()
    {
        _run.App("shop");
        _run.Interruption = new CancellationToken(canceled: true);
        var finished = (await _run.RunAsync("up", "shop", "--json")).FailedWith(ExitCode.Interrupted);
        Assert.Equal(("failed", "Interrupted."), (Json.Read(finished.Output).Text("status"), Json.Read(finished.Output).Text("error")));
        Assert.Contains("\"railhead status\" shows its result", finished.Error, StringComparison.Ordinal);
    }

    void WriteLogs()
    {
        var layout = AppLocator.LayoutOf(_run.Home, _run.Environment("shop"));
        foreach (
            var (task, text) in new[]
            {
                ("a1-app", "2026-11-24 20:40:00.000000000  started\n2026-11-24 20:55:00.500000000  > \"ö\"\n"),
                ("b1-nginx", "2026-11-24 20:50:00.000000000  ready\n"),
            }
        )
        {
            var folder = Path.Combine(layout.Logs, $"task-{task}");
            Directory.CreateDirectory(folder);
            File.WriteAllText(Path.Combine(folder, "current"), text);
        }
    }
}
