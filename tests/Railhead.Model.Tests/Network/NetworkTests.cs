using System.Net;

namespace Railhead.Model.Tests;

public class NetworkTests
{
    [Theory]
    [InlineData("zones: 2")]
    [InlineData("zones: 3")]
    public void Subnets_lie_in_the_vpc_and_do_not_overlap(string more)
    {
        var network = Read.Architecture(more).Network;
        var vpc = IPNetwork.Parse(network.Cidr);
        var ranges = network.Subnets.Select(s => IPNetwork.Parse(s.Cidr)).ToList();
        Assert.Equal(3 * network.Zones.Count, ranges.Count);
        Assert.All(ranges, r => Assert.True(vpc.Contains(r.BaseAddress)));
        Assert.All(ranges, r => Assert.Single(ranges, other => other.Contains(r.BaseAddress) || r.Contains(other.BaseAddress)));
    }

    [Fact]
    public void Production_outlives_the_loss_of_a_zone()
    {
        var network = Read.Architecture("", "production").Network;
        Assert.Equal(NatPolicy.PerZone, network.Nat);
        Assert.All(
            network.Subnets.Where(s => s.Tier == SubnetTier.App),
            subnet =>
                Assert.Equal(subnet.Zone, Assert.Single(network.RouteTables, t => t.Subnets.Contains(subnet.Name)).Routes.Single().NatZone)
        );
        Assert.Single(
            Read.Architecture("", "staging")
                .Network.RouteTables.SelectMany(t => t.Routes)
                .Select(r => r.NatZone)
                .OfType<string>()
                .Distinct()
        );
    }

    [Fact]
    public void Databases_have_no_route_to_the_internet() =>
        Assert.Empty(Read.Architecture("").Network.RouteTables.Single(t => t.Name == "data").Routes);
}
