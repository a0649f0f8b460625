using System.Text.RegularExpressions;

namespace Railhead.Aws.Tests;

/// <summary>The attributes and blocks that formatted HCL uses, as <c>aws_lb.access_logs.bucket</c>.</summary>
static partial class HclPaths
{
    static readonly string[] OfTerraform = ["for_each", "count", "provider", "depends_on"];

    public static IEnumerable<string> Of(string text)
    {
        var path = new List<string?>();
        var open = 0;
        foreach (var raw in text.Split('\n'))
        {
            var line = HclSkeleton.WithoutStrings(raw.Trim());
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            if (open > 0)
            {
                open += Brackets(line);
            }
            else if (line == "}")
            {
                path.RemoveAt(path.Count - 1);
            }
            else if (path.Count == 0)
            {
                if (line.EndsWith('{'))
                {
                    path.Add(Head(raw));
                }
            }
            else if (line.EndsWith('{') && !line.Contains('='))
            {
                var name = DynamicPattern().Match(raw) is { Success: true } dynamic ? dynamic.Groups[1].Value : line[..^1].Trim();
                var isContent = name == "content" && path[^1] is { } above && above.StartsWith('*');
                // A dynamic block's own lines are Terraform's; what counts is its content.
                var next =
                    path[^1] is null || name == "lifecycle" ? null
                    : isContent ? path[^1]![1..]
                    : $"{(DynamicPattern().IsMatch(raw) ? "*" : "")}{path[^1]!.TrimStart('*')}.{name}";
                path.Add(next);
                if (next is not null)
                {
                    yield return next.TrimStart('*');
                }
            }
            else
            {
                var name = (line.EndsWith("{}", StringComparison.Ordinal) && !line.Contains('=') ? line[..^2] : line.Split('=')[0]).Trim();
                open += Brackets(line);
                if (path[^1] is { } at && !at.StartsWith('*') && !OfTerraform.Contains(name))
                {
                    yield return $"{at}.{name}";
                }
            }
        }
    }

    static string? Head(string line) =>
        HeadPattern().Match(line) is { Success: true } match
            ? match.Groups[1].Value == "data"
                ? $"data.{match.Groups[2].Value}"
                : match.Groups[2].Value
            : null;

    static int Brackets(string line) => line.Count(c => c is '{' or '[' or '(') - line.Count(c => c is '}' or ']' or ')');

    [GeneratedRegex("""^(resource|data) "([^"]+)" "[^"]+" \{$""")]
    private static partial Regex HeadPattern();

    [GeneratedRegex("""dynamic "([^"]+)" \{$""")]
    private static partial Regex DynamicPattern();
}
