using System.CommandLine;
using System.Text.RegularExpressions;

namespace Railhead.Cli;

/// <summary>The help of a command, in which square brackets stand around what may be left out, as man pages have it.</summary>
static partial class HelpText
{
    /// <param name="parsed">A command line that asks for help.</param>
    public static string Of(ParseResult parsed)
    {
        using var written = new StringWriter();
        parsed.Invoke(new InvocationConfiguration { Output = written, EnableDefaultExceptionHandler = false });
        var optional = Arguments(parsed.RootCommandResult.Command)
            .Where(argument => argument.Arity.MinimumNumberOfValues == 0 || argument.HasDefaultValue)
            .Select(argument => argument.Name)
            .ToHashSet();
        return Placeholder()
            .Replace(
                written.ToString(),
                match => optional.Contains(match.Groups["name"].Value) ? $"[{match.Groups["name"].Value}]" : match.Value
            );
    }

    static IEnumerable<Argument> Arguments(System.CommandLine.Command command) =>
        command.Arguments.Concat(command.Subcommands.SelectMany(Arguments));

    /// <summary>The placeholder of an argument. The value of an option is never optional.</summary>
    [GeneratedRegex(@"\[<(?<name>[A-Z]+)>\]|(?<!--[a-z]+ )<(?<name>[A-Z]+)>")]
    private static partial Regex Placeholder();
}
