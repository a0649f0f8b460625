using System.CommandLine;

namespace Railhead.Cli;

/// <summary><c>railhead completion bash|zsh|fish</c>: the script that makes a shell complete railhead's words.</summary>
sealed class CompletionCommand : CliCommand
{
    readonly Argument<string> _shell = new("SHELL") { Description = "bash, zsh or fish" };

    public CompletionCommand()
        : base("completion", "Print the completion script for a shell")
    {
        _shell.AcceptOnly("bash", "zsh", "fish");
        Arguments.Add(_shell);
    }

    public override Task<int> RunAsync(Invocation call)
    {
        call.Out.WriteLine(
            call.Words.GetValue(_shell) switch
            {
                "bash" => CompletionScripts.Bash,
                "zsh" => CompletionScripts.Zsh,
                _ => CompletionScripts.Fish,
            }
        );
        return Task.FromResult(ExitCode.Done);
    }
}
