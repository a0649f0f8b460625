using System.Text.RegularExpressions;

namespace Railhead.Aws;

/// <summary>The top-level blocks of a formatted Terraform file: each starts and ends in the first column.</summary>
static partial class HclBlocks
{
    /// <summary>
    /// The text without the blocks for which <paramref name="drop"/> is true; the comment right above a block goes with it.
    /// </summary>
    /// <param name="text">A file.</param>
    /// <param name="drop">Gets the address, such as <c>aws_lb.main</c>, <c>data.aws_region.current</c> or <c>output.url</c>, and the
    /// block's text.</param>
    public static string Without(string text, Func<string, string, bool> drop)
    {
        var lines = text.Split('\n').ToList();
        for (var i = 0; i < lines.Count; i++)
        {
            if (HeadPattern().Match(lines[i]) is not { Success: true } head)
            {
                continue;
            }

            var end = lines[i].EndsWith('}') ? i : lines.FindIndex(i, line => line == "}");
            if (end < 0 || !drop(Address(head), string.Join('\n', lines[i..(end + 1)])))
            {
                i = Math.Max(i, end);
                continue;
            }

            var start = i;
            while (start > 0 && lines[start - 1].StartsWith('#'))
            {
                start--;
            }

            lines.RemoveRange(start, end + 1 - start);
            i = start - 1;
        }

        return string.Join('\n', lines);
    }

    /// <summary>The attributes in the <c>ignore_changes</c> of a resource.</summary>
    public static IReadOnlyList<string> Ignored(string text, string address)
    {
        IReadOnlyList<string> ignored = [];
        Without(
            text,
            (found, block) =>
            {
                if (found == address && IgnoredPattern().Match(block) is { Success: true } match)
                {
                    ignored = match
                        .Groups[1]
                        .Value.Split([',', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
                }

                return false;
            }
        );
        return ignored;
    }

    /// <summary>The addresses of all resources of a file.</summary>
    public static IReadOnlyList<string> Resources(string text) =>
        HeadPattern().Matches(text).Where(head => head.Groups["kind"].Value == "resource").Select(Address).ToList();

    static string Address(Match head)
    {
        string kind = head.Groups["kind"].Value,
            first = head.Groups["first"].Value,
            second = head.Groups["second"].Value;
        return kind == "resource" ? $"{first}.{second}"
            : second.Length > 0 ? $"{kind}.{first}.{second}"
            : $"{kind}.{first}";
    }

    [GeneratedRegex("""^(?<kind>[a-z]+) "(?<first>[^"]+)"(?: "(?<second>[^"]+)")? \{""", RegexOptions.Multiline)]
    private static partial Regex HeadPattern();

    [GeneratedRegex(@"ignore_changes\s*= \[((?:[^\[\]]|\[[0-9]+\])*)\]")]
    private static partial Regex IgnoredPattern();
}
