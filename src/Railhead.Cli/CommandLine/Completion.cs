namespace Railhead.Cli;

/// <summary>
/// Completes a command line, for the scripts of <c>railhead completion</c>: <c>railhead "[suggest]" "LINE UP TO THE CURSOR"</c>.
/// </summary>
static class Completion
{
    public const string Directive = "[suggest]";

    /// <param name="args">The program's arguments.</param>
    /// <param name="line">What stands before the cursor, with the program's name.</param>
    public static bool TryRead(string[] args, out string line)
    {
        line = args is [Directive, var text] ? text : "";
        return args is [Directive, _];
    }

    /// <summary>The words that can stand at the end of the line, and begin as its last word does.</summary>
    public static IEnumerable<string> Of(CommandLine commands, string line)
    {
        // The program may be called by any path or alias.
        var start = line.IndexOf(' ', StringComparison.Ordinal);
        if (start < 0)
        {
            return [];
        }

        var text = line[(start + 1)..];
        var last = text[(text.LastIndexOf(' ') + 1)..];
        return commands
            .Parse(text)
            .GetCompletions(text.Length)
            .Select(item => item.InsertText ?? item.Label)
            .Where(word => word.StartsWith(last, StringComparison.Ordinal) && word is not ("-?" or "-h" or "/?" or "/h"))
            .Distinct(StringComparer.Ordinal);
    }
}
