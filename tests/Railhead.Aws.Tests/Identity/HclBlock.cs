using System.Text.RegularExpressions;

namespace Railhead.Aws.Tests;

/// <summary>A top-level block of a formatted Terraform file.</summary>
/// <param name="Labels">Such as <c>aws_s3_bucket</c> and <c>files</c>.</param>
/// <param name="Text">With its braces, without comments.</param>
sealed partial record HclBlock(string Kind, IReadOnlyList<string> Labels, string Text)
{
    public string Address => string.Join('.', Kind == "resource" ? Labels : Labels.Prepend(Kind));

    public string Type => Labels.Count > 0 ? Labels[0] : "";

    public static IEnumerable<HclBlock> Of(string file)
    {
        var lines = file.Split('\n').Where(line => !line.TrimStart().StartsWith('#')).ToList();
        for (var i = 0; i < lines.Count; i++)
        {
            if (HeadPattern().Match(lines[i]) is not { Success: true } head)
            {
                continue;
            }

            var end = lines[i].EndsWith('}') ? i : lines.FindIndex(i, line => line == "}");
            yield return new HclBlock(
                head.Groups["kind"].Value,
                [.. head.Groups["label"].Captures.Select(label => label.Value)],
                string.Join('\n', lines[i..(end + 1)])
            );
            i = end;
        }
    }

    /// <summary>The expression of an attribute of the block, or else of the first block in it that has one; null if none has.</summary>
    public string? Attribute(string name) => OwnAttribute(name) ?? Find($@"^ +{Regex.Escape(name)} += ");

    public string? OwnAttribute(string name) => Find($@"^  {Regex.Escape(name)} += ");

    string? Find(string pattern) =>
        Regex.Match(Text, pattern, RegexOptions.Multiline) is { Success: true } match ? Expression(Text, match.Index + match.Length) : null;

    /// <summary>The names and expressions directly in a <c>locals</c> block.</summary>
    public IEnumerable<(string Name, string Expression)> Entries() =>
        EntryPattern().Matches(Text).Select(match => (match.Groups[1].Value, Expression(Text, match.Index + match.Length)));

    /// <summary>From here to the end of the line in which all brackets are closed.</summary>
    static string Expression(string text, int start)
    {
        var depth = 0;
        var end = start;
        while (end < text.Length)
        {
            var stop = text.IndexOf('\n', end);
            stop = stop < 0 ? text.Length : stop;
            var line = HclSkeleton.WithoutStrings(text[end..stop]);
            depth += line.Count(c => c is '(' or '[' or '{') - line.Count(c => c is ')' or ']' or '}');
            end = stop;
            if (depth <= 0)
            {
                break;
            }

            end++;
        }

        return text[start..end];
    }

    [GeneratedRegex("""^(?<kind>[a-z]+)(?: "(?<label>[^"]+)")* \{""")]
    private static partial Regex HeadPattern();

    [GeneratedRegex("^  (\\w+) += ", RegexOptions.Multiline)]
    private static partial Regex EntryPattern();
}
