using System.CommandLine;
using Railhead.Local;
using Railhead.Model;

namespace Railhead.Cli;

/// <summary>One run of a command: its words, the options that every command has, and the terminal.</summary>
sealed record Invocation
{
    public required Terminal Terminal { get; init; }

    /// <summary>The command line, for the options and arguments of the command itself.</summary>
    public required ParseResult Words { get; init; }

    /// <summary><c>--json</c></summary>
    public required bool Json { get; init; }

    /// <summary><c>--yes</c></summary>
    public required bool Yes { get; init; }

    /// <summary>Whether words on standard error may have colors.</summary>
    public required bool HasColor { get; init; }

    /// <summary>See <see cref="CliCommand.IsLong"/>.</summary>
    public required bool IsLong { get; init; }

    /// <summary><c>--app DIR</c> or the command's own folder; null where none was given.</summary>
    public required string? Folder { get; init; }

    /// <summary><c>--env</c>; <c>local</c> unless given.</summary>
    public required string Environment { get; init; }

    public TextWriter Out => Terminal.Out;

    public TextWriter Error => Terminal.Error;

    public bool IsTerminal => Terminal.IsLive;

    public TimeProvider Time => Terminal.Time;

    public CancellationToken Cancellation => Terminal.Interruption;

    /// <summary>RAILHEAD_HOME by the interface's rules.</summary>
    public string Home => field ??= MachinePaths.Home(Terminal.Variable, Ownership.CurrentUid);

    public string SearchPath => Terminal.Variable("PATH") ?? "";

    /// <summary>The control sequence where colors are wanted, else nothing.</summary>
    public string Color(string sequence) => HasColor ? sequence : "";

    /// <summary>For <see cref="Terminal.Display"/>: the text is made harmless, the color is not.</summary>
    public string Colored(string sequence, string text) => $"{Color(sequence)}{TerminalText.Harmless(text)}{Color(Ansi.Reset)}";

    /// <summary>Writes a line in a color to standard error.</summary>
    public void WriteColored(string sequence, string text) => Terminal.Display.WriteLine(Colored(sequence, text));

    /// <summary>Asks a question that is answered with yes or no; where nobody can answer, only <c>--yes</c> is a yes.</summary>
    public bool Confirm(string question) => Ask(question, "[y/N]", answer => answer is "y" or "Y" or "yes");

    /// <summary>Asks for a certain word, so that a habit of answering "yes" deletes nothing.</summary>
    public bool ConfirmByName(string question, string name) => Ask(question, $"({name}):", answer => answer == name);

    bool Ask(string question, string answers, Func<string?, bool> accepts)
    {
        if (Yes)
        {
            return true;
        }

        if (!Terminal.CanAsk)
        {
            Error.WriteLine($"{question} Not a terminal, so it cannot ask for confirmation; pass --yes.");
            return false;
        }

        Error.Write($"{question} {answers} ");
        return accepts(Terminal.OpenInput().ReadLine()?.Trim());
    }
}
