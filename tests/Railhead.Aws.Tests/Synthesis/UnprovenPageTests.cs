using System.Text.RegularExpressions;

namespace Railhead.Aws.Tests;

/// <summary><c>docs/aws/unproven.md</c>: each item that only an account can show says how to try it.</summary>
public sealed partial class UnprovenPageTests
{
    [Fact]
    public void Every_item_says_how_to_try_it()
    {
        var page = File.ReadAllText(SourceTree.PathOf("docs", "aws", "unproven.md"));
        var items = ItemPattern().Matches(page).Select(match => match.Value).ToList();
        Assert.True(items.Count > 30, $"only {items.Count} items were found");
        Assert.Empty(items.Where(item => !TryPattern().IsMatch(item)).Select(item => item.Split('\n')[0]));
    }

    [GeneratedRegex(@"^- \*\*(?:(?!^- |^#|\n\n).|\n(?!- |#|\n))*", RegexOptions.Multiline)]
    private static partial Regex ItemPattern();

    [GeneratedRegex(@"\b[Tt]o\s+try|\b[Tt]ry\s+it\b|\bRun\s+it\b|\bCompare\b")]
    private static partial Regex TryPattern();
}
