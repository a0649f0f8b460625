using System.Text.RegularExpressions;

namespace Railhead.Aws.Tests;

public sealed class LoadBalancingTests
{
    [Theory]
    [InlineData("example.com", "example.com")]
    [InlineData("shop.example.com", "example.com")]
    [InlineData("a.b.example.com", "example.com")]
    [InlineData("example.co.uk", "example.co.uk")]
    [InlineData("shop.example.co.uk", "example.co.uk")]
    [InlineData("shop.example.io", "example.io")]
    [InlineData("co.uk", "co.uk")]
    public void The_zone_is_the_registered_domain(string domain, string zone) => Assert.Equal(zone, HostedZone.Of(domain));

    /// <summary>CodeDeploy moves listeners between the groups by name, and Terraform ignores where they point: a new group would get no traffic.</summary>
    [Fact]
    public void No_blueprint_changes_what_would_replace_a_target_group()
    {
        string[] others =
        [
            "",
            "domain: example.com\n",
            "zones: 3\n",
            "health: { path: /x, matcher: 200-299, interval: 30 }\n",
            "waf: true\n",
            "static: public\n",
            "service: { cpu: 1024, memory: 2048, desired: 3 }\n",
            "deploy: { strategy: canary, bake: 60 }\n",
            "database: none\n",
        ];
        var groups = others.Select(more => Kept(Blueprints.Compile($"app: shop\nstart: ./run\n{more}", "production"))).Distinct();
        Assert.Single(groups);
    }

    static string Kept(Model.Architecture architecture)
    {
        var text = LoadBalancingFile.Write(architecture).Text;
        var groups = Regex
            .Matches(text, "(?ms)^resource \"aws_lb_target_group\".*?^}")
            .Select(match => Regex.Replace(match.Value, @"(?ms)^  health_check \{.*?^  \}", ""));
        return string.Join("\n", groups);
    }

    [Fact]
    public void Without_a_domain_the_file_says_that_nothing_is_encrypted()
    {
        Assert.Contains(
            "!!! HTTP ONLY",
            LoadBalancingFile.Write(Blueprints.Compile("app: shop\nstart: ./run\n", "staging")).Text,
            StringComparison.Ordinal
        );
        var withDomain = LoadBalancingFile.Write(Blueprints.Compile("app: shop\nstart: ./run\ndomain: example.com\n", "staging")).Text;
        Assert.DoesNotContain("HTTP ONLY", withDomain, StringComparison.Ordinal);
        Assert.Contains("ELBSecurityPolicy-TLS13", withDomain, StringComparison.Ordinal);
    }
}
