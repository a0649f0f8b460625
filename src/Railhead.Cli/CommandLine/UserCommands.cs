using System.CommandLine;
using System.CommandLine.Help;

namespace Railhead.Cli;

/// <summary>Reads the command line and runs the command that it names.</summary>
static class UserCommands
{
    public static async Task<int> RunAsync(string[] args, Terminal terminal)
    {
        var commands = new CommandLine(terminal);
        if (Completion.TryRead(args, out var line))
        {
            foreach (var word in Completion.Of(commands, line))
            {
                terminal.Out.WriteLine(word);
            }

            return ExitCode.Done;
        }

        var words = commands.Parse(args);
        if (words.Action is HelpAction)
        {
            terminal.Out.Write(HelpText.Of(words));
            return ExitCode.Done;
        }

        if (words.Errors.Count > 0)
        {
            return WrongUsage(words, terminal, args.TakeWhile(word => word != "--").Contains("--json"));
        }

        var command = commands.AsksForVersion(words) ? new VersionCommand() : (CliCommand)words.CommandResult.Command;
        return await Runner.RunAsync(commands.Invocation(words, command), command);
    }

    static int WrongUsage(ParseResult words, Terminal terminal, bool json)
    {
        var error = UsageErrors.Of(words);
        if (json)
        {
            Runner.SayJson(terminal.Out, error, words.CommandResult.Command is CliCommand { IsLong: true });
        }
        else
        {
            Runner.SayWords(terminal.Error, error);
        }

        return ExitCode.Usage;
    }
}
