using System.Globalization;
using System.Text.RegularExpressions;

namespace Railhead.Aws.Tests;

/// <summary>The lifecycle of images, played as ECR's guide describes it.</summary>
public sealed partial class RegistryTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(19)]
    [InlineData(500)]
    public void An_image_that_serves_stays_however_many_are_built_after_it(int builds)
    {
        var serving = new Image(0, "released-a");
        Assert.Contains(serving, Kept([serving, .. Built(builds)]));
    }

    [Fact]
    public void An_image_that_serves_outlives_a_bad_week()
    {
        var serving = new Image(0, "released-a");
        var failed = Enumerable.Range(1, 49).Select(i => new Image(i, $"released-{i}")).ToList();
        Assert.Contains(serving, Kept([serving, .. failed, .. Built(100)]));
    }

    [Fact]
    public void Builds_that_were_never_deployed_go()
    {
        var kept = Kept(Built(100));
        Assert.Equal(20, kept.Count);
        Assert.Contains(new Image(1100, "commit"), kept);
    }

    static List<Image> Built(int count) => Enumerable.Range(1, count).Select(i => new Image(1000 + i, "commit")).ToList();

    /// <summary>
    /// Rules apply by priority. One of lower priority counts every image, and deletes none that matches the tags of a rule before it.
    /// </summary>
    static List<Image> Kept(List<Image> images)
    {
        var policy = RegistryFile.Write(Blueprints.Architecture("typical", "production")).Text.Split("aws_ecr_lifecycle_policy")[1];
        var gone = new HashSet<Image>();
        var claimed = new HashSet<Image>();
        foreach (var rule in Rule().Matches(policy).OrderBy(rule => int.Parse(rule.Groups[1].Value, CultureInfo.InvariantCulture)))
        {
            var matching = images
                .Where(image => rule.Groups[3].Success ? image.Tag.StartsWith(rule.Groups[3].Value, StringComparison.Ordinal) : true)
                .OrderByDescending(image => image.Pushed)
                .ToList();
            gone.UnionWith(
                matching.Skip(int.Parse(rule.Groups[4].Value, CultureInfo.InvariantCulture)).Where(image => !claimed.Contains(image))
            );
            claimed.UnionWith(matching);
        }

        return images.Where(image => !gone.Contains(image)).ToList();
    }

    sealed record Image(int Pushed, string Tag);

    [GeneratedRegex(
        """rulePriority = (\d)\s+description +=.*\s+selection +=.*tagStatus = "(tagged|any)",(?: tagPrefixList = \["([^"]+)"\],)? countType = "imageCountMoreThan", countNumber = (\d+)"""
    )]
    private static partial Regex Rule();
}
