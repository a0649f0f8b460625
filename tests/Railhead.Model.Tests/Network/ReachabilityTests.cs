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
    public void Without_a_domain_the_test_listener_is_inside_only_and_443_is_closed()
    {
        var network = Read.Architecture("").Network;
        var balancer = Party(network, "load-balancer", 0);
        Assert.False(Reachability.Allows(network, new Party(Client, null), balancer, 443));
        Assert.False(Reachability.Allows(network, new Party(Client, null), balancer, 8080));
        Assert.False(Reachability.Allows(network, Party(network, "tasks", 0), balancer, 8080));
    }

    [Fact]
    public void No_app_without_a_database_has_a_way_to_one()
    {
        var network = Read.Architecture("database: none\n").Network;
        Assert.DoesNotContain(network.SecurityGroups, g => g.Key == SecurityGroupKeys.Database);
        Assert.DoesNotContain(network.SecurityGroups.SelectMany(g => g.Rules), r => r.FromPort == 5432);
        Assert.DoesNotContain(network.NetworkAcls.SelectMany(a => a.Rules), r => r.FromPort == 5432);
    }

    [Fact]
    public void Nothing_from_the_internet_may_reach_the_port_of_remote_desktops()
    {
        var rules = Read.Architecture("", "production").Network.NetworkAcls.SelectMany(a => a.Rules);
        Assert.DoesNotContain(
            rules,
            r => r.Direction == Direction.Ingress && r.Cidr == "0.0.0.0/0" && r.FromPort <= 3389 && r.ToPort >= 3389
        );
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
