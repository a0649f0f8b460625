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
    public void The_interfaces_commands_are_understood(params string[] words) =>
        Assert.Empty(CommandLine.Build().Parse(words).Errors);
}
