using Railhead.Local;

namespace Railhead.Cli;

/// <summary>One run of the command line: its streams and the options that every command has.</summary>
public sealed record Invocation
{
    public required TextWriter Out { get; init; }
    public required TextWriter Error { get; init; }
    public required bool Json { get; init; }
    public required bool Yes { get; init; }

    /// <summary>Whether standard error is a terminal on which lines can be rewritten.</summary>
    public required bool IsTerminal { get; init; }

    /// <summary>Whether words on standard error may have colours.</summary>
    public required bool HasColor { get; init; }

    /// <summary>A long command: with <c>--json</c> it writes lines, and a result as the last of them.</summary>
    public bool IsLong { get; init; }

    /// <summary>What Ctrl-C leaves, in a sentence for people.</summary>
    public string Interruption { get; init; } = "Interrupted.";

    /// <summary><c>--app DIR</c> or the command's own folder; null where none was given.</summary>
    public required string? Folder { get; init; }

    /// <summary><c>--env</c>; <c>local</c> unless given.</summary>
    public required string Environment { get; init; }
    public required TimeProvider Time { get; init; }
    public required CancellationToken Cancellation { get; init; }

    /// <summary>RAILHEAD_HOME by the interface's rules.</summary>
    public string Home => field ??= MachinePaths.Home(System.Environment.GetEnvironmentVariable, Ownership.CurrentUid);

    /// <summary>A yes or no on the terminal; without one, <c>--yes</c> is needed.</summary>
    public bool Confirm(string question)
    {
        if (Yes)
        {
            return true;
        }

        if (Console.IsInputRedirected)
        {
            Error.WriteLine($"{question} There is nobody to ask: say --yes.");
            return false;
        }

        Error.Write($"{question} [y/N] ");
        return Console.ReadLine()?.Trim() is "y" or "Y" or "yes";
    }
}

/// <summary>The interface's exit codes.</summary>
public static class ExitCode
{
    public const int Done = 0,
        Failed = 1,
        Usage = 2,
        NotRunning = 3,
        Interrupted = 130;
}

/// <summary>A wrong command line or a bad blueprint: exit code 2.</summary>
public sealed class UsageException(string code, string message, string? hint = null) : Exception(message)
{
    public string Code { get; } = code;
    public string? Hint { get; } = hint;
}
