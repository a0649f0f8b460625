using System.Diagnostics;

namespace Railhead.Cli.Tests;

public sealed class CompletionTests : IDisposable
{
    readonly CommandLineRun _run = new();

    public void Dispose() => _run.Dispose();

    [Theory]
    [InlineData("railhead st", "status")]
    [InlineData("/opt/bin/railhead rel", "releases")]
    [InlineData("railhead secrets ", "list", "rm", "set")]
    [InlineData("railhead deploy --f", "--force")]
    [InlineData("railhead down --pu", "--purge")]
    [InlineData("railhead status --color ", "always", "auto", "never")]
    [InlineData("railhead completion ", "bash", "fish", "zsh")]
    [InlineData("railhead plan --env ", "local", "production", "staging")]
    [InlineData("railhead plan shop --env ", "local", "production", "qa", "staging")]
    [InlineData("railhead plan --app shop --env q", "qa")]
    [InlineData("railhead frobnicate")]
    [InlineData("railhead")]
    public async Task The_words_that_can_follow_are_printed_one_a_line(string line, params string[] expected)
    {
        _run.App("shop", "app: shop\nstart: ./shop\nenvironments: { qa: {} }\n");
        var finished = (await _run.RunAsync("[suggest]", line)).Succeeded();
        Assert.Equal("", finished.Error);
        var words = finished
            .Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(word => !word.StartsWith("--", StringComparison.Ordinal) || line.Contains("--", StringComparison.Ordinal));
        Assert.Equal(expected, words.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Options_are_offered_without_the_spellings_of_other_systems()
    {
        var words = (await _run.RunAsync("[suggest]", "railhead ")).Output.Split('\n');
        Assert.Contains("--help", words);
        Assert.Contains("up", words);
        Assert.DoesNotContain("-?", words);
        Assert.DoesNotContain("/h", words);
    }

    [Fact]
    public async Task In_bash_the_script_completes_a_command_an_option_and_a_value()
    {
        const string script = """
            railhead() { "$PROGRAM" "$@"; }
            eval "$(railhead completion bash)"
            complete -p railhead
            try() {
                COMP_LINE=$1 COMP_POINT=${#1}
                read -ra COMP_WORDS <<<"$1"
                [[ $1 == *' ' ]] && COMP_WORDS+=('')
                COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
                COMPREPLY=()
                _railhead
                echo "${COMPREPLY[*]}"
            }
            try 'railhead stat'
            try 'railhead deploy --fo'
            try 'railhead up --color n'
            try 'railhead secrets '
            """;
        var start = new ProcessStartInfo("bash") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("--norc");
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(script);
        start.Environment["PROGRAM"] = Path.Combine(AppContext.BaseDirectory, "railhead");
        using var bash = Process.Start(start)!;
        var error = bash.StandardError.ReadToEndAsync(Eventually.Cancellation);
        var lines = (await bash.StandardOutput.ReadToEndAsync(Eventually.Cancellation)).Split('\n');
        await bash.WaitForExitAsync(Eventually.Cancellation);
        Assert.Equal("", await error);
        Assert.Contains("-F _railhead railhead", lines[0], StringComparison.Ordinal);
        Assert.Equal(["status", "--force", "never"], lines[1..4]);
        Assert.Equal(["list", "rm", "set"], lines[4].Split(' ').Where(word => !word.StartsWith('-')));
    }

    [Theory]
    [InlineData("zsh", "#compdef railhead")]
    [InlineData("fish", "complete -c railhead")]
    public async Task The_other_shells_have_a_script_of_their_own(string shell, string part) =>
        Assert.Contains(part, (await _run.RunAsync("completion", shell)).Succeeded().Output, StringComparison.Ordinal);
}
