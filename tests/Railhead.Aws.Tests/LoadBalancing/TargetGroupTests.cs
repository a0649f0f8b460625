using System.Text.RegularExpressions;

namespace Railhead.Aws.Tests;

/// <summary>
/// CodeDeploy knows target groups by name, and the listeners ignore where they forward to: a replaced group could never be reached again.
/// </summary>
public sealed partial class TargetGroupTests
{
    const string Minimal = "app: shop\nstart: ./Shop\n";

    [Theory]
    [InlineData("health: { path: /other, matcher: 200-399, interval: 30, timeout: 9, healthy: 5, unhealthy: 5 }")]
    [InlineData("domain: shop.example.com")]
    [InlineData("service: { cpu: 2048, memory: 4096, desired: 5, max: 20 }")]
    [InlineData("database: none")]
    [InlineData("static: public")]
    [InlineData("zones: 3")]
    [InlineData("waf: true")]
    [InlineData("deploy: { engine: ecs }")]
    [InlineData("deploy: { strategy: { linear: { percent: 50, minutes: 1 } }, bake: 900, keep: 2 }")]
    public void No_change_of_a_blueprint_replaces_a_target_group(string change) =>
        Assert.Equal(Identity(Minimal), Identity($"{Minimal}{change}\n"));

    /// <summary>The arguments that force a new target group (the provider's documentation of <c>aws_lb_target_group</c>).</summary>
    static List<string> Identity(string blueprint)
    {
        var groups = Synth
            .Environment(Blueprints.Compile(blueprint, "production"))
            .SelectMany(file => GroupPattern().Matches(file.Text))
            .Select(match => match.Value)
            .ToList();
        Assert.Equal(2, groups.Count);
        return groups.SelectMany(group => ArgumentPattern().Matches(group)).Select(match => Regex.Replace(match.Value, " +", " ")).ToList();
    }

    [GeneratedRegex("""^resource "aws_lb_target_group".*?^\}""", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex GroupPattern();

    [GeneratedRegex(
        """^  (name|name_prefix|port|protocol|protocol_version|target_type|vpc_id|ip_address_type) .*$|^resource.*$""",
        RegexOptions.Multiline
    )]
    private static partial Regex ArgumentPattern();
}
