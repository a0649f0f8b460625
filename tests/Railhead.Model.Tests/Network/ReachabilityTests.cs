using System.Net;

namespace Railhead.Model.Tests;

public class ReachabilityTests
{
    static readonly IPAddress Client = IPAddress.Parse("203.0.113.9");

    public static TheoryData<string, string, int, bool> Connections =>
        new()
        {
            { "client", "load-balancer", 80, true },
            { "client", "load-balancer", 443, true },
            { "client", "load-balancer", 8443, false },
            { "client", "load-balancer", 22, false },
            { "client", "tasks", 80, false },
            { "client", "database", 5432, false },
            { "load-balancer", "tasks", 80, true },
            { "load-balancer", "tasks", 3000, false },
            { "load-balancer", "database", 5432, false },
            { "tasks", "database", 5432, true },
            { "tasks", "database", 22, false },
            { "tasks", "endpoints", 443, true },
            { "tasks", "client", 443, true },
            { "tasks", "client", 25, false },
            { "tasks", "tasks", 80, false },
            { "database", "client", 443, false },
            { "database", "tasks", 80, false },
        };

    [Theory]
    [MemberData(nameof(Connections))]
    public void Only_the_request_flow_gets_through(string from, string to, int port, bool allowed)
    {
        var network = Read.Architecture("domain: example.com\nzones: 3\n", "production").Network;
        for (var zone = 0; zone < 3; zone++)
        {
            Assert.Equal(allowed, Reachability.Allows(network, Party(network, from, 0), Party(network, to, zone), port));
        }
    }

    [Fact]
    public void Without_a_domain_443_is_closed()
    {
        var network = Read.Architecture("").Network;
        Assert.False(Reachability.Allows(network, new Party(Client, null), Party(network, "load-balancer", 0), 443));
    }

    [Theory]
    [InlineData("egress: [443, 587]", 443, true)]
    [InlineData("egress: [443, 587]", 587, true)]
    [InlineData("egress: [443, 587]", 465, false)]
    [InlineData("egress: [587]", 443, false)]
    [InlineData("egress: []", 443, false)]
    [InlineData("egress: null", 443, true)]
    [InlineData("egress: [443, 20443]", 20443, true)]
    public void Tasks_reach_the_ports_of_egress_on_the_Internet(string egress, int port, bool allowed)
    {
        foreach (var environment in new[] { "staging", "production" })
        {
            var network = Read.Architecture(egress, environment).Network;
            Assert.Equal(allowed, Reachability.Allows(network, Party(network, "tasks", 1), new Party(Client, null), port));
            Assert.True(Reachability.Allows(network, Party(network, "tasks", 1), Party(network, "database", 0), 5432));
            // As AWS makes it: with a group of its own, in every app subnet.
            var guardDuty = new Party(Party(network, "tasks", 0).Address, null);
            Assert.True(Reachability.Allows(network, Party(network, "tasks", 1), guardDuty, 443));
        }
    }

    [Fact]
    public void No_app_without_a_database_has_a_way_to_one()
    {
        var network = Read.Architecture("database: none\n").Network;
        Assert.DoesNotContain(network.SecurityGroups, g => g.Key == SecurityGroupKeys.Database);
        Assert.DoesNotContain(network.SecurityGroups.SelectMany(g => g.Rules), r => r.FromPort == 5432);
        Assert.DoesNotContain(network.NetworkAcls.SelectMany(a => a.Rules), r => r.FromPort == 5432);
    }

    [Theory]
    [InlineData("load-balancer")]
    [InlineData("tasks")]
    [InlineData("database")]
    public void Nothing_from_the_Internet_reaches_the_port_of_remote_desktops(string who)
    {
        var network = Read.Architecture("", "production").Network;
        Assert.False(Reachability.Allows(network, new Party(Client, null), Party(network, who, 0), 3389));
    }

    static Party Party(Network network, string who, int zone)
    {
        var tier = who switch
        {
            "load-balancer" => SubnetTier.Public,
            "database" => SubnetTier.Data,
            _ => SubnetTier.App,
        };
        if (who == "client")
        {
            return new Party(Client, null);
        }
        var cidr = network.Subnets.Where(s => s.Tier == tier).ElementAt(zone).Cidr;
        return new Party(IPAddress.Parse(cidr[..cidr.LastIndexOf(".0/", StringComparison.Ordinal)] + ".77"), who);
    }
}
