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
