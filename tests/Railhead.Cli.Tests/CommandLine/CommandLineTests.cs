namespace Railhead.Cli.Tests;

public sealed class CommandLineTests : IDisposable
{
    readonly CommandLineRun _run = new();

    public void Dispose() => _run.Dispose();

    [Theory]
    [InlineData("There is no option \"--bogus\".", "up", "--bogus")]
    [InlineData("There is no option \"--sideways\".", "status", "--sideways")]
    [InlineData("There is no option \"--forse\".", "deploy", "--forse")]
    [InlineData("There is no command \"fly\".", "fly")]
    [InlineData("There is no command \"stats\". Did you mean \"status\"?", "stats")]
    [InlineData("There is no command \"sett\". Did you mean \"set\"?", "secrets", "sett", "KEY")]
    [InlineData("A command is missing.")]
    [InlineData("A command is missing.", "secrets")]
    [InlineData("\"two\" is not the number of a release.", "rollback", "two")]
    [InlineData("The argument CMD is missing.", "exec")]
    [InlineData("The argument NAME is missing.", "secrets", "set")]
    [InlineData("\"more\" is one argument too many.", "version", "more")]
    [InlineData("The option --app needs a value.", "up", "--app")]
    [InlineData("The option --env needs a value.", "status", "--env", "--yes")]
    [InlineData("The option --since needs a value.", "logs", "--since", "--follow")]
    [InlineData("\"sometimes\" is not one of auto, always, never.", "up", "--color", "sometimes")]
    [InlineData("\"tcsh\" is not one of bash, zsh, fish.", "completion", "tcsh")]
    public async Task Wrong_usage_is_one_sentence_and_exit_code_2(string message, params string[] words)
    {
        var finished = await _run.RunAsync(words);
        finished.FailedWith(ExitCode.Usage);
        Assert.Equal("", finished.Output);
        var lines = finished.Error.Split('\n');
        Assert.Equal($"railhead: {message}", lines[0]);
        Assert.Matches("^  \"railhead( [a-z]+)* --help\" lists the (commands|arguments and options)\\.$", lines[1]);

        var json = await _run.RunAsync([.. words, "--json"]);
        json.FailedWith(ExitCode.Usage);
        Assert.Equal("", json.Error);
        // Long commands write JSON lines, with a result as the last.
        var isLong = words is ["up" or "deploy" or "rollback", ..];
        var documents = isLong ? json.Output.TrimEnd().Split('\n') : [json.Output];
        Assert.Equal(isLong ? 2 : 1, documents.Length);
        Assert.True(!isLong || Json.Read(documents[1]).Text("event") == "result");
        var error = Json.Read(documents[0]).GetProperty("error");
        Assert.Equal("RH2001", error.Text("code"));
        Assert.Equal(message, error.Text("message"));
    }

    [Fact]
    public async Task The_hint_names_the_whole_command()
    {
        var finished = await _run.RunAsync("secrets", "rm", "KEY", "--bogus");
        Assert.Contains("\"railhead secrets rm --help\"", finished.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("up", "samples/guestbook", "--env", "staging", "--json")]
    [InlineData("deploy", "HEAD~1", "--force")]
    [InlineData("exec", "--app", "x", "--", "psql", "--json", "-c", "select 1")]
    [InlineData("secrets", "set", "API_KEY")]
    [InlineData("rollback", "3")]
    [InlineData("logs", "--follow", "--task", "a1", "--since", "10m")]
    public void The_interfaces_commands_are_understood(params string[] words) =>
        Assert.Empty(new CommandLine(_run.Terminal).Parse(words).Errors);

    [Fact]
    public async Task Help_shows_what_may_be_left_out_in_square_brackets()
    {
        var all = (await _run.RunAsync("--help")).Succeeded();
        Assert.Equal("", all.Error);
        Assert.All(
            ["up [DIR]", "deploy [REV]", "rollback [N]", "exec <CMD>", "--app <DIR>"],
            part => Assert.Contains(part, all.Output, StringComparison.Ordinal)
        );
        var deploy = (await _run.RunAsync("deploy", "--help")).Succeeded().Output;
        Assert.Contains(" deploy [REV] [options]", deploy, StringComparison.Ordinal);
        Assert.Contains("  [REV]  Commit to deploy", deploy, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_command_has_a_help_line_that_begins_with_a_verb_and_fits_a_line()
    {
        var commands = new CommandLine(_run.Terminal).Subcommands.SelectMany(command => command.Subcommands.Prepend(command)).ToList();
        Assert.True(commands.Count > 20);
        Assert.All(commands, command => Assert.Matches("^[A-Z][a-z]+,? .{5,110}[^.]$", command.Description));
    }

    [Fact]
    public async Task The_version_is_a_line_or_a_document()
    {
        var words = (await _run.RunAsync("version")).Succeeded();
        Assert.Matches(@"^railhead \d+\.\d+\.\d+\S*( \([0-9a-f]{7}\))?\n$", words.Output);
        Assert.Equal(words.Output, (await _run.RunAsync("--version")).Succeeded().Output);
        var json = Json.Read((await _run.RunAsync("version", "--json")).Succeeded().Output);
        Assert.StartsWith($"railhead {json.Text("version")}", words.Output, StringComparison.Ordinal);
        Assert.NotNull(json.Text("revision"));
    }
}
