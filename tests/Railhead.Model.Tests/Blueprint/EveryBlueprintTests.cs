namespace Railhead.Model.Tests;

/// <summary>The blueprints that people and other tests use, held against the JSON Schema.</summary>
public class EveryBlueprintTests
{
    static readonly IReadOnlyList<(string Place, string Yaml)> All = [.. BlueprintTexts.All()];

    /// <summary>The fewest that each place has, so that none is lost unseen. The round on AWS uses one of Railhead.Aws.Tests.</summary>
    [Theory]
    [InlineData("samples/", 2)]
    [InlineData("README.md", 2)]
    [InlineData("docs/", 8)]
    [InlineData("tests/Railhead.Aws.Tests/", 15)]
    [InlineData("tests/Railhead.Cli.Tests/", 5)]
    [InlineData("tests/Railhead.EndToEnd/", 8)]
    [InlineData("tests/Railhead.Local.Tests/", 15)]
    [InlineData("tests/Railhead.Model.Tests/", 60)]
    public void The_schema_says_of_each_what_check_says(string place, int fewest)
    {
        var here = All.Where(one => one.Place.StartsWith(place, StringComparison.Ordinal)).ToList();
        var differ = here.Select(one => (one.Place, Said: SchemaAgreement.Difference(one.Yaml)))
            .Where(one => one.Said is not null)
            .Select(one => $"{one.Place}: {one.Said}");
        Assert.Empty(string.Join('\n', differ));
        var taken = here.Count(one => SchemaAgreement.Refused(one.Yaml) == false);
        Assert.True(taken >= fewest, $"{taken} good blueprints were found.");
    }

    [Fact]
    public void The_readmes_first_app_is_a_sample()
    {
        var blueprint = File.ReadAllText(SourceTree.PathOf("samples", "hello", "railhead.yaml"));
        var keys = blueprint[blueprint.IndexOf("app:", StringComparison.Ordinal)..];
        Assert.Contains(keys, File.ReadAllText(SourceTree.PathOf("README.md")), StringComparison.Ordinal);
    }
}
