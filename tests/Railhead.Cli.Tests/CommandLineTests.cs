namespace Railhead.Cli.Tests;

public class CommandLineTests
{
    [Theory]
    [InlineData("up", "--bogus")]
    [InlineData("status", "--sideways")]
    [InlineData("deploy", "--forse")]
    [InlineData("fly")]
    [InlineData("rollback", "two")]
    [InlineData("exec")]
    [InlineData("up", "--color", "sometimes")]
    public void What_is_no_command_or_option_is_wrong_usage(params string[] words) =>
        Assert.NotEmpty(CommandLine.Build().Parse(words).Errors);

    [Theory]
    [InlineData("up", "samples/guestbook", "--env", "staging", "--json")]
    [InlineData("deploy", "HEAD~1", "--force")]
    [InlineData("exec", "--app", "x", "--", "psql", "--json", "-c", "select 1")]
    [InlineData("secrets", "set", "API_KEY")]
    [InlineData("rollback", "3")]
    [InlineData("logs", "--follow", "--task", "a1", "--since", "10m")]
    public void The_interfaces_commands_are_understood(params string[] words) => Assert.Empty(CommandLine.Build().Parse(words).Errors);

    [Fact]
    public void Help_shows_what_may_be_left_out_in_square_brackets()
    {
        var all = HelpText.Of(CommandLine.Build().Parse(["--help"]));
        Assert.All(
            ["up [DIR]", "deploy [REV]", "rollback [N]", "exec <CMD>", "--app <DIR>"],
            part => Assert.Contains(part, all, StringComparison.Ordinal)
        );
        var deploy = HelpText.Of(CommandLine.Build().Parse(["deploy", "--help"]));
        Assert.Contains(" deploy [REV] [options]", deploy, StringComparison.Ordinal);
        Assert.Contains("  [REV]  A commit", deploy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 1, "1 of 1 task runs")]
    [InlineData(0, 1, "0 of 1 task runs")]
    [InlineData(1, 2, "1 of 2 tasks run")]
    public void One_task_runs_and_two_tasks_run(int running, int desired, string words) =>
        Assert.Equal(words, StatusCommand.RunningOf(running, desired));
}
