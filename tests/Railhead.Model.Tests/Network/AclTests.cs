namespace Railhead.Model.Tests;

public class AclTests
{
    static readonly string[] Environments = ["staging", "production"];

    public static TheoryData<string, string> Changes =>
        new()
        {
            { "zones: 2", "zones: 3" },
            { "region: us-west-1", "region: us-west-1\nzones: 3" },
            { "region: ap-northeast-1", "region: ap-northeast-1\nzones: 3" },
            { "", "domain: example.com" },
            { "", "egress: [443, 587]" },
            { "egress: [25, 443, 6379]", "egress: [443, 465, 587, 6379, 9092]" },
            { "egress: [587]", "egress: [443]" },
            { "database: none", "" },
            { "", "database:\n  replicas: 2" },
            { "zones: 3\ndomain: example.com\negress: [443, 587]", "zones: 2" },
        };

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_change_of_the_blueprint_renumbers_and_replaces_no_rule(string before, string after)
    {
        foreach (var environment in Environments)
        {
            var old = Rules(before, environment);
            var both = Rules(after, environment).Where(rule => old.ContainsKey(rule.Key)).ToList();
            Assert.NotEmpty(both);
            Assert.All(both, rule => Assert.Equal(old[rule.Key], rule.Value));
            // One number for two names: Terraform would create the new rule while the old one has its number.
            Assert.All(
                Rules(after, environment).Where(rule => !old.ContainsKey(rule.Key)),
                rule => Assert.DoesNotContain(old, o => Place(o.Key) == Place(rule.Key) && o.Value.Number == rule.Value.Number)
            );
        }
    }

    [Theory]
    [InlineData("zones: 3\ndomain: example.com\negress: [443, 20443, 40443, 1, 65535]")]
    [InlineData("")]
    public void Numbers_are_unique_and_such_as_AWS_takes(string more)
    {
        foreach (var acl in Environments.SelectMany(environment => Read.Architecture(more, environment).Network.NetworkAcls))
        {
            Assert.All(acl.Rules, rule => Assert.InRange(rule.Number, 1, 32766));
            Assert.Distinct(acl.Rules.Select(rule => (rule.Direction, rule.Number)));
            Assert.Distinct(acl.Rules.Select(rule => (rule.Direction, rule.Name)));
        }
    }

    /// <summary>NAT gateways and load balancers take each port above 1023 as source port, 3389 too.</summary>
    [Fact]
    public void Replies_reach_every_source_port()
    {
        var acls = Read.Architecture("", "production").Network.NetworkAcls;
        var replies = acls.Single(acl => acl.Tier == SubnetTier.Public).Rules.Where(rule => rule.Direction == Direction.Ingress);
        Assert.Contains(replies, rule => rule is { FromPort: 1024, ToPort: 65535, Cidr: "0.0.0.0/0" });
        var toBalancer = acls.Single(acl => acl.Tier == SubnetTier.App).Rules.Where(rule => rule.Direction == Direction.Egress);
        Assert.Equal(2, toBalancer.Count(rule => rule is { FromPort: 1024, ToPort: 65535 }));
    }

    [Theory]
    [InlineData(SubnetTier.Public)]
    [InlineData(SubnetTier.App)]
    public void Routers_may_report_packets_that_are_too_large(SubnetTier tier)
    {
        var network = Read.Architecture("").Network;
        var rules = network.NetworkAcls.Single(acl => acl.Tier == tier).Rules.Where(rule => rule.Protocol == Protocol.Icmp).ToList();
        Assert.Equal([Direction.Ingress, Direction.Egress], rules.Select(rule => rule.Direction));
        Assert.All(rules, rule => Assert.Equal((3, 4, "0.0.0.0/0"), (rule.FromPort, rule.ToPort, rule.Cidr)));
        var key = tier == SubnetTier.Public ? SecurityGroupKeys.LoadBalancer : SecurityGroupKeys.Tasks;
        Assert.Contains(network.SecurityGroups.Single(group => group.Key == key).Rules, rule => rule.Protocol == Protocol.Icmp);
    }

    [Fact]
    public void Databases_reach_each_other_for_replication()
    {
        var rules = Read.Architecture("zones: 3").Network.NetworkAcls.Single(acl => acl.Tier == SubnetTier.Data).Rules;
        Assert.Equal(6, rules.Count(rule => rule.FromPort == 5432 && rule.Name.StartsWith("replication", StringComparison.Ordinal)));
    }

    [Fact]
    public void More_ports_than_a_network_ACL_takes_are_found()
    {
        var ports = string.Join(", ", Enumerable.Range(8000, 12));
        Assert.Contains(AwsFindings.Of(Aws($"zones: 3\negress: [{ports}]")), finding => finding.Code == "RH1506");
        Assert.Empty(AwsFindings.Of(Aws("zones: 3\ndomain: example.com\negress: [25, 443, 465, 587, 6379, 9092, 5671]")));
    }

    static IEnumerable<(string, Blueprint)> Aws(string more) => [("production", Read.Good(more, "production"))];

    static (SubnetTier, Direction) Place((SubnetTier Tier, Direction Direction, string Name) key) => (key.Tier, key.Direction);

    static Dictionary<(SubnetTier Tier, Direction Direction, string Name), AclRule> Rules(string more, string environment) =>
        Read.Architecture(more, environment)
            .Network.NetworkAcls.SelectMany(acl => acl.Rules.Select(rule => (acl.Tier, Rule: rule)))
            .ToDictionary(one => (one.Tier, one.Rule.Direction, one.Rule.Name), one => one.Rule);
}
