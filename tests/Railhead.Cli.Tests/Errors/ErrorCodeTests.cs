using System.Text.RegularExpressions;

namespace Railhead.Cli.Tests;

/// <summary>The codes in the sources, against docs/errors.md and docs/blueprint.md.</summary>
public sealed partial class ErrorCodeTests
{
    const string Changed = "## Codes that changed";

    static readonly string Page = File.ReadAllText(SourceTree.PathOf("docs", "errors.md"));

    static readonly ILookup<string, string> InSources = Directory
        .EnumerateFiles(SourceTree.PathOf("src"), "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))
        .SelectMany(file =>
            Literal()
                .Matches(File.ReadAllText(file))
                .Select(match => (Code: match.Value.Trim('"'), File: Path.GetRelativePath(SourceTree.PathOf("src"), file)))
        )
        .ToLookup(found => found.Code, found => found.File);

    static readonly IReadOnlyList<string> Listed =
    [
        .. new[]
        {
            Page[..Page.IndexOf(Changed, StringComparison.Ordinal)],
            File.ReadAllText(SourceTree.PathOf("docs", "blueprint.md")),
            File.ReadAllText(SourceTree.PathOf("docs", "aws", "policy.md")),
        }
            .SelectMany(text => Row().Matches(text))
            .Select(match => match.Groups["code"].Value),
    ];

    [Fact]
    public void Every_code_is_explained_once_and_every_explained_code_exists()
    {
        var codes = InSources.Select(code => code.Key).ToList();
        Assert.True(codes.Count > 80);
        Assert.Empty(codes.Except(Listed));
        Assert.Empty(Listed.Except(codes));
        Assert.Empty(Listed.GroupBy(code => code).Where(code => code.Count() > 1).Select(code => code.Key));
    }

    [Fact]
    public void A_code_stands_once_in_the_sources_so_it_has_one_meaning() =>
        Assert.Empty(InSources.Where(code => code.Count() > 1).Select(code => $"{code.Key}: {string.Join(", ", code)}"));

    [Fact]
    public void Codes_stand_only_in_the_catalogue_of_their_area() =>
        Assert.Empty(
            InSources
                .SelectMany(code => code.Where(file => !Catalogue().IsMatch(file)).Select(file => $"{code.Key} in {file}"))
                .Order(StringComparer.Ordinal)
        );

    [Fact]
    public void A_code_that_took_over_a_cause_of_another_one_exists()
    {
        var changes = Change().Matches(Page[Page.IndexOf(Changed, StringComparison.Ordinal)..]);
        Assert.NotEmpty(changes);
        Assert.Empty(changes.Select(match => match.Groups["now"].Value).Except(Listed));
    }

    /// <summary>A string literal, alone or at the beginning of one.</summary>
    [GeneratedRegex("\"RH[0-9]{4}\\b")]
    private static partial Regex Literal();

    /// <summary>A rule for plans is a file with everything about it, its code too.</summary>
    [GeneratedRegex(@"(^|/)(\w+Errors|\w+Diagnostics|Problem)\.cs$|/Policy/Rules/\w+/\w+\.cs$")]
    private static partial Regex Catalogue();

    [GeneratedRegex(@"^\| (?<code>RH[0-9]{4}) \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"^\| RH[0-9]{4} \| (?<now>RH[0-9]{4}) \|", RegexOptions.Multiline)]
    private static partial Regex Change();
}
