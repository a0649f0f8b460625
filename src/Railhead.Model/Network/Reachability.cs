using System.Net;

namespace Railhead.Model;

/// <summary>Whether TCP from one party reaches a port of another: both targets and their tests agree on it here.</summary>
public static class Reachability
{
    public static bool Allows(Network network, Party from, Party to, int port) =>
        GroupAllows(network, from, Direction.Egress, to, port)
        && GroupAllows(network, to, Direction.Ingress, from, port)
        && AclsAllow(network, from, to, port);

    /// <summary>Groups are stateful: replies need no rule.</summary>
    static bool GroupAllows(Network network, Party member, Direction direction, Party other, int port)
    {
        if (member.Group is null)
        {
            return true;
        }
        var group = network.SecurityGroups.FirstOrDefault(g => g.Key == member.Group);
        return group is not null
            && group.Rules.Any(r =>
                r.Direction == direction
                && r.Protocol == Protocol.Tcp
                && r.FromPort <= port
                && port <= r.ToPort
                && (r.Group is not null ? r.Group == other.Group : r.Cidr is not null && Contains(r.Cidr, other.Address))
            );
    }

    /// <summary>ACLs are not: the reply goes to an ephemeral port. Within a subnet they are not asked.</summary>
    static bool AclsAllow(Network network, Party from, Party to, int port)
    {
        var source = SubnetOf(network, from);
        var target = SubnetOf(network, to);
        if (source is not null && source == target)
        {
            return true;
        }
        return AclAllows(network, source, Direction.Egress, to, port, port)
            && AclAllows(network, target, Direction.Ingress, from, port, port)
            && AclAllows(network, target, Direction.Egress, from, WellKnownPorts.LinuxEphemeralFrom, LinuxEphemeralTo)
            && AclAllows(network, source, Direction.Ingress, to, WellKnownPorts.LinuxEphemeralFrom, LinuxEphemeralTo);
    }

    static bool AclAllows(Network network, Subnet? subnet, Direction direction, Party other, int fromPort, int toPort) =>
        subnet is null
        || network
            .NetworkAcls.Where(a => a.Tier == subnet.Tier)
            .SelectMany(a => a.Rules)
            .Any(r =>
                r.Direction == direction
                && r.Protocol == Protocol.Tcp
                && r.FromPort <= fromPort
                && toPort <= r.ToPort
                && Contains(r.Cidr, other.Address)
            );

    static Subnet? SubnetOf(Network network, Party party) => network.Subnets.FirstOrDefault(s => Contains(s.Cidr, party.Address));

    static bool Contains(string cidr, IPAddress address) => IPNetwork.Parse(cidr).Contains(address);

    /// <summary>The last one of Linux; ip(7).</summary>
    const int LinuxEphemeralTo = 60999;
}
