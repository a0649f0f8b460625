namespace Railhead.Model.Tests;

/// <summary>The assertions of <c>check</c> about the network.</summary>
public class ReachRulesTests
{
    [Theory]
    [InlineData("")]
    [InlineData("zones: 3\ndomain: example.com\n")]
    [InlineData("database: none\n")]
    [InlineData("database: { replicas: 2 }\n")]
    [InlineData("egress: []\n")]
    [InlineData("egress: [25, 587]\n")]
    [InlineData("egress: [443, 5432, 6379]\nzones: 3\n")]
    public void No_blueprint_makes_a_network_that_breaks_one(string more)
    {
        foreach (var environment in (string[])["local", "staging", "production"])
        {
            var architecture = Read.Architecture(more, environment);
            Assert.Empty(ReachRules.Faults(ArchitectureNetwork.Of(architecture), null));
        }
    }

    public static TheoryData<string, string, Func<Network, Network>> Mistakes =>
        new()
        {
            { "replies to NAT are not let in", "task-reaches-", n => Acl(n, SubnetTier.Public, Drop("replies", Direction.Ingress)) },
            {
                "replies to clients are not let out",
                "internet-reaches-loadbalancer",
                n => Acl(n, SubnetTier.Public, Drop("replies", Direction.Egress))
            },
            { "half of the replies are lost", "task-reaches-", n => Acl(n, SubnetTier.App, Narrow("replies", 45000)) },
            { "path MTU discovery", "internet-reaches-loadbalancer", n => Acl(n, SubnetTier.Public, Drop("path-mtu", Direction.Ingress)) },
            { "path MTU discovery of tasks", "task-reaches-", n => Acl(n, SubnetTier.App, Drop("path-mtu", Direction.Ingress)) },
            { "endpoints of another zone", "task-reaches-endpoint:", n => Acl(n, SubnetTier.App, Drop("endpoints-b", Direction.Ingress)) },
            { "database in another zone", "task-reaches-database", n => Acl(n, SubnetTier.App, Drop("database-b", Direction.Egress)) },
            {
                "replies of the database",
                "task-reaches-database",
                n => Acl(n, SubnetTier.Data, Drop("replies-to-tasks-a", Direction.Egress))
            },
            { "nginx in one zone", "loadbalancer-reaches-task", n => Acl(n, SubnetTier.Public, Drop("nginx-b", Direction.Egress)) },
            { "database open to the VPC", "database-only-from-tasks", n => Group(n, "database", r => [.. r, From(5432, "10.0.0.0/8")]) },
            {
                "tasks open to the public subnets",
                "tasks-only-from-load-balancer",
                n => Group(n, "tasks", r => [.. r, From(80, "0.0.0.0/0")])
            },
            {
                "a port that nothing listens on",
                "only-listeners-from-internet",
                n => Group(n, "load-balancer", r => [.. r, From(2000, "0.0.0.0/0")])
            },
            { "nginx's port", "loadbalancer-reaches-task", n => Group(n, "load-balancer", r => Port(r, 80, 3000, Direction.Egress)) },
            { "no clients", "internet-reaches-loadbalancer", n => Group(n, "load-balancer", r => Without(r, 443, Direction.Ingress)) },
            { "no queries", "task-reaches-database", n => Group(n, "tasks", r => Without(r, 5432, Direction.Egress)) },
            { "no HTTPS from tasks", "task-reaches-", n => Group(n, "tasks", r => Without(r, 443, Direction.Egress)) },
            { "endpoints closed", "task-reaches-endpoint:", n => Group(n, "endpoints", r => Without(r, 443, Direction.Ingress)) },
            { "tasks without NAT", "task-reaches-", n => Route(n, "app-a", RouteTarget.InternetGateway) },
            { "database with a way out", "database-has-no-way-out", n => Route(n, "data", RouteTarget.InternetGateway) },
            { "no route in the public subnets", "internet-reaches-loadbalancer", n => Route(n, "public", null) },
        };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Each_planted_mistake_is_found(string mistake, string rule, Func<Network, Network> plant)
    {
        var architecture = Read.Architecture("domain: example.com\n", "production");
        var planted = architecture with { Network = plant(architecture.Network) };
        Assert.NotEqual(architecture.Network, planted.Network);

        var faults = ReachRules.Faults(ArchitectureNetwork.Of(planted), [443]);

        Assert.True(faults.Any(fault => fault.Rule.StartsWith(rule, StringComparison.Ordinal)), $"{mistake}: {string.Join('\n', faults)}");
    }

    static Network Acl(Network network, SubnetTier tier, Func<AclRule, AclRule?> change) =>
        network with
        {
            NetworkAcls =
            [
                .. network.NetworkAcls.Select(acl =>
                    acl.Tier == tier ? acl with { Rules = [.. acl.Rules.Select(change).OfType<AclRule>()] } : acl
                ),
            ],
        };

    static Func<AclRule, AclRule?> Drop(string name, Direction direction) =>
        rule => rule.Name == name && rule.Direction == direction ? null : rule;

    static Func<AclRule, AclRule?> Narrow(string name, int from) =>
        rule => rule.Name == name && rule.Direction == Direction.Ingress ? rule with { FromPort = from } : rule;

    static Network Group(Network network, string key, Func<IReadOnlyList<SecurityRule>, IReadOnlyList<SecurityRule>> change) =>
        network with
        {
            SecurityGroups =
            [
                .. network.SecurityGroups.Select(group => group.Key == key ? group with { Rules = change(group.Rules) } : group),
            ],
        };

    static SecurityRule From(int port, string cidr) => new(Direction.Ingress, port, port, null, cidr, "planted");

    static List<SecurityRule> Without(IReadOnlyList<SecurityRule> rules, int port, Direction direction) =>
        rules.Where(rule => rule.FromPort != port || rule.Direction != direction).ToList();

    static List<SecurityRule> Port(IReadOnlyList<SecurityRule> rules, int port, int instead, Direction direction) =>
        rules
            .Select(rule =>
                rule.FromPort == port && rule.Direction == direction ? rule with { FromPort = instead, ToPort = instead } : rule
            )
            .ToList();

    static Network Route(Network network, string table, RouteTarget? target) =>
        network with
        {
            RouteTables =
            [
                .. network.RouteTables.Select(one =>
                    one.Name == table ? one with { Routes = target is { } hop ? [new Route("0.0.0.0/0", hop)] : [] } : one
                ),
            ],
        };
}
