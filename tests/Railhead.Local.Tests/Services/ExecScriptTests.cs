namespace Railhead.Local.Tests;

public sealed class ExecScriptTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("nope", 127, "nope: command not found\n")]
    [InlineData("cd", 127, "cd: command not found\n")]
    [InlineData("./missing", 127, "./missing: no such file or folder\n")]
    [InlineData("./plain", 126, "./plain: permission denied\n")]
    [InlineData("./", 126, "./: is a folder\n")]
    [InlineData("", 127, ": command not found\n")]
    [InlineData("sh -c", 127, "sh -c: command not found\n")]
    public async Task A_command_that_cannot_run_is_said_in_a_shells_words(string command, int code, string error)
    {
        var result = await RunAsync(command);
        Assert.Equal((code, error), (result.ExitCode, result.Error));
    }

    [Fact]
    public async Task A_file_on_the_PATH_that_is_not_a_program_does_not_hide_one()
    {
        await File.WriteAllTextAsync(In("env"), "", TestContext.Current.CancellationToken);
        var result = await RunAsync("env");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("SECRET=it's one\n", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("RAILHEAD_ENV", result.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(In("variables")));
    }

    [Fact]
    public async Task Streams_arguments_and_exit_code_are_the_commands_own()
    {
        var result = await RunAsync("sh", "-c", "cat; echo \"$1\" >&2; exit 7", "x", "a  b");
        Assert.Equal((7, "input", "a  b\n"), (result.ExitCode, result.Output.TrimEnd('\n'), result.Error));
    }

    string In(string name) => Path.Combine(_folder.Path, name);

    async Task<CommandResult> RunAsync(params string[] command)
    {
        await File.WriteAllTextAsync(In("plain"), "", TestContext.Current.CancellationToken);
        var variables = new Dictionary<string, string> { ["PATH"] = $"{_folder.Path}:/usr/bin:/bin", ["SECRET"] = "it's one" };
        await File.WriteAllTextAsync(In("variables"), ShellText.Exports(variables), TestContext.Current.CancellationToken);
        return await new Command("/bin/sh", ["-c", ExecScript.Open, "x", "/bin/sh", "-c", ExecScript.Run, "exec", .. command])
        {
            WorkingDirectory = _folder.Path,
            Environment = new Dictionary<string, string> { ["PATH"] = "/usr/bin:/bin", ["RAILHEAD_ENV"] = In("variables") },
            Input = "input",
        }.RunAsync(cancellation: TestContext.Current.CancellationToken);
    }
}
