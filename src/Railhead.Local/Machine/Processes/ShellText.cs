using System.Text.RegularExpressions;

namespace Railhead.Local;

/// <summary>The one place where values become text that a POSIX shell reads.</summary>
public static partial class ShellText
{
    /// <summary>One shell word that stands for exactly <paramref name="value"/>.</summary>
    public static string Quote(string value) =>
        value.Contains('\0', StringComparison.Ordinal)
            ? throw new ArgumentException("a value with a NUL character cannot be an argument or a variable", nameof(value))
        : PlainWord().IsMatch(value) ? value
        : $"'{value.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    /// <summary>A program and its arguments as one simple command.</summary>
    public static string Line(IEnumerable<string> command) => string.Join(' ', command.Select(Quote));

    /// <summary>An <c>export</c> line for each variable, sorted by name: the content of an environment file.</summary>
    public static string Exports(IEnumerable<KeyValuePair<string, string>> variables) =>
        string.Concat(
            variables
                .OrderBy(v => v.Key, StringComparer.Ordinal)
                .Select(v =>
                    VariableName().IsMatch(v.Key)
                        ? $"export {v.Key}={Quote(v.Value)}\n"
                        : throw new ArgumentException(
                            $"\"{v.Key}\" is no name for an environment variable: letters, digits and _ only, no digit first",
                            nameof(variables)
                        )
                )
        );

    [GeneratedRegex(@"\A[A-Za-z0-9_@%+:,./-]+\z")]
    private static partial Regex PlainWord();

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_]*\z")]
    private static partial Regex VariableName();
}
