using System.CommandLine;
using System.CommandLine.Parsing;
using Railhead.Model;

namespace Railhead.Cli;

/// <summary>Says in one line what is wrong with a command line.</summary>
static class UsageErrors
{
    /// <param name="words">A command line with errors.</param>
    public static ErrorBody Of(ParseResult words)
    {
        var command = words.CommandResult.Command;
        var name = string.Join(' ', Path(command).Select(one => one is RootCommand ? "railhead" : one.Name));
        var content = command.Subcommands.Count > 0 ? "commands" : "arguments and options";
        return Problem.Of(CommandErrors.WrongUsage(string.Join(' ', Messages(words, command)), $"\"{name} --help\" lists the {content}."));
    }

    /// <summary>The command and the commands above it, the outermost first.</summary>
    static IEnumerable<System.CommandLine.Command> Path(System.CommandLine.Command command) =>
        command.Parents.OfType<System.CommandLine.Command>().FirstOrDefault() is { } above ? [.. Path(above), command] : [command];

    public static string UnknownOption(string word) => $"There is no option \"{word}\".";

    public static string NotOneOf(string word, IReadOnlyList<string> accepted) =>
        $"\"{word}\" is not one of {string.Join(", ", accepted)}.";

    public static string NoValue(string option) => $"The option {option} needs a value.";

    static IEnumerable<string> Messages(ParseResult words, System.CommandLine.Command command)
    {
        var isGroup = command.Subcommands.Count > 0;
        if (words.UnmatchedTokens is [var word, ..])
        {
            return [Unknown(word, command, isGroup)];
        }

        return isGroup ? ["A command is missing."] : words.Errors.Select(Message);
    }

    static string Message(ParseError error) =>
        error.SymbolResult switch
        {
            ArgumentResult { Tokens.Count: 0, Parent: CommandResult } missing => $"The argument {missing.Argument.Name} is missing.",
            ArgumentResult { Tokens.Count: 0, Parent: OptionResult { Option: var option } } => NoValue(option.Name),
            OptionResult { Tokens.Count: 0, Option: var option } => NoValue(option.Name),
            _ => error.Message,
        };

    static string Unknown(string word, System.CommandLine.Command command, bool isGroup)
    {
        if (word.StartsWith('-'))
        {
            return UnknownOption(word);
        }

        if (!isGroup)
        {
            return $"\"{word}\" is one argument too many.";
        }

        var near = Nearest.To(word, command.Subcommands.Where(one => !one.Hidden).Select(one => one.Name));
        return $"There is no command \"{word}\".{(near is null ? "" : $" Did you mean \"{near}\"?")}";
    }
}
