using System.Text;
using System.Text.RegularExpressions;

namespace Railhead.Local;

/// <summary>Ignore files as gitignore(5) describes them: the last matching pattern decides, <c>!</c> takes back.</summary>
public sealed class IgnoreRules
{
    readonly List<(Regex Pattern, bool FoldersOnly, bool Negated)> _rules = [];

    /// <summary>The rules of the files that are there, behind those that always hold.</summary>
    public static IgnoreRules Read(string folder, IEnumerable<string> always, params IReadOnlyList<string> files)
    {
        var rules = new IgnoreRules();
        foreach (var pattern in always)
        {
            rules.Add(pattern);
        }

        foreach (var file in files.Select(name => Path.Combine(folder, name)).Where(File.Exists))
        {
            foreach (var line in File.ReadLines(file))
            {
                rules.Add(line);
            }
        }

        return rules;
    }

    public void Add(string line)
    {
        var pattern = line.TrimEnd();
        if (pattern.Length == 0 || pattern[0] == '#')
        {
            return;
        }

        var negated = pattern[0] == '!';
        if (negated)
        {
            pattern = pattern[1..];
        }

        if (pattern.StartsWith('\\'))
        {
            pattern = pattern[1..];
        }

        var foldersOnly = pattern.EndsWith('/');
        pattern = pattern.TrimEnd('/');
        // A slash that is not the last character ties the pattern to the folder of the file.
        var anchored = pattern.Contains('/', StringComparison.Ordinal);
        pattern = pattern.TrimStart('/');
        if (pattern.Length == 0)
        {
            return;
        }

        _rules.Add(
            (
                new Regex(
                    $"\\A{(anchored ? "" : "(?:.*/)?")}{Translate(pattern)}\\z",
                    RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
                ),
                foldersOnly,
                negated
            )
        );
    }

    /// <summary>Whether a path is left out; folders above it are asked first by the caller, who does not enter them.</summary>
    /// <param name="path">Relative, with slashes.</param>
    /// <param name="isFolder">Whether it is a folder.</param>
    public bool Match(string path, bool isFolder)
    {
        var ignored = false;
        foreach (var (pattern, foldersOnly, negated) in _rules)
        {
            if ((isFolder || !foldersOnly) && pattern.IsMatch(path))
            {
                ignored = !negated;
            }
        }

        return ignored;
    }

    static string Translate(string pattern)
    {
        var text = new StringBuilder();
        for (var i = 0; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case '*' when pattern[i..].StartsWith("**/", StringComparison.Ordinal):
                    text.Append("(?:.*/)?");
                    i += 2;
                    break;
                case '*' when pattern[i..] == "**":
                    text.Append(".*");
                    i++;
                    break;
                case '*':
                    text.Append("[^/]*");
                    break;
                case '?':
                    text.Append("[^/]");
                    break;
                case '[' when pattern.IndexOf(']', i + 2) is var end and > 0:
                    text.Append('[')
                        .Append(pattern[i + 1] == '!' ? "^" + Regex.Escape(pattern[(i + 2)..end]) : Regex.Escape(pattern[(i + 1)..end]))
                        .Append(']');
                    i = end;
                    break;
                case '\\' when i + 1 < pattern.Length:
                    text.Append(Regex.Escape(pattern[++i].ToString()));
                    break;
                default:
                    text.Append(Regex.Escape(pattern[i].ToString()));
                    break;
            }
        }

        return text.ToString();
    }
}
