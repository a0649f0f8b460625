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

    /// <summary>
    /// A domain that is added later: port 80 forwards until somebody listens on 443, and the new listener begins with what serves.
    /// </summary>
    [Fact]
    public void A_domain_that_comes_later_interrupts_nobody()
    {
        var text = LoadBalancingFile.Write(Blueprints.Compile("app: shop\nstart: ./run\ndomain: example.com\n", "staging")).Text;
        var listeners = text.Split("resource \"aws_lb_listener\" ");
        Assert.Contains("depends_on = [aws_lb_listener.https, aws_route53_record.main]", listeners[1], StringComparison.Ordinal);
        Assert.Contains("target_group_arn = local.target_groups[var.serving_target_group]", listeners[2], StringComparison.Ordinal);
        Assert.DoesNotContain("allow_overwrite", text, StringComparison.Ordinal);
    }
}
