namespace Railhead.Aws.Tests;

/// <summary>
/// Everything that is written exists in both major versions of the provider that it says it works with, and neither calls it deprecated.
/// The listings are of "terraform providers schema -json", of the types that are used.
/// </summary>
public sealed class SchemaTests
{
    /// <summary>
    /// Types that the source of the second listing does not have; they were in the provider before 5.100 and are in 6's documentation.
    /// </summary>
    static readonly string[] Unlisted =
    [
        "aws_ce_cost_allocation_tag",
        "aws_cloudwatch_log_resource_policy",
        "aws_guardduty_detector_feature",
        "aws_ssm_parameter",
        "aws_wafv2_web_acl_logging_configuration",
    ];

    [Theory]
    [InlineData("aws-5.100.0.txt")]
    [InlineData("aws-6.47.0.txt")]
    public void Every_attribute_exists_can_be_set_and_is_not_deprecated(string listing)
    {
        var used = Used(Blueprints.All.SelectMany(row => Files(row.Data.Item1, row.Data.Item2)).Concat(Synth.Account("eu-west-1")));

        Assert.True(used.Count > 400, $"only {used.Count} paths were found");
        Assert.Empty(Wrong(used, listing));
    }

    /// <summary>The deployments of ECS itself, which version 5 does not have.</summary>
    [Fact]
    public void Every_attribute_of_ecs_deployments_exists_in_version_6()
    {
        var used = Used(Blueprints.Native.SelectMany(row => Files(row.Data.Item1, row.Data.Item2)));

        Assert.Contains("aws_ecs_service.load_balancer.advanced_configuration.production_listener_rule", used);
        Assert.Contains("aws_ecs_service.deployment_configuration.canary_configuration.canary_percent", used);
        Assert.Contains("aws_ecs_service.deployment_configuration.linear_configuration.step_percent", used);
        Assert.Contains("aws_lb_listener_rule.action.forward.target_group.weight", used);
        Assert.Empty(Wrong(used, "aws-6.47.0.txt"));
        Assert.NotEmpty(Wrong(used, "aws-5.100.0.txt"));
    }

    static IReadOnlyList<SynthFile> Files(string blueprint, string environment) =>
        Synth.Environment(Blueprints.Architecture(blueprint, environment));

    static List<string> Used(IEnumerable<SynthFile> files) =>
        [
            .. files
                .Where(file => file.Path.EndsWith(".tf", StringComparison.Ordinal))
                .SelectMany(file => HclPaths.Of(file.Text))
                .Distinct()
                .Where(path => !Unlisted.Contains(path.Split('.')[0])),
        ];

    static IEnumerable<string> Wrong(IReadOnlyList<string> used, string listing)
    {
        var schema = Golden
            .Read($"schemas/{listing}")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => line[0] != '#')
            .Select(line => line.Split(' '))
            .ToDictionary(parts => parts[0], parts => parts.ElementAtOrDefault(1) ?? "");
        return used.Where(path => !schema.TryGetValue(path, out var flags) || flags.Contains('d') || flags == "c")
            .Order(StringComparer.Ordinal);
    }
}
