namespace Railhead.Model.Tests;

/// <summary>
/// A second, simple-minded model of the network: it carries single packets from hop to hop, with concrete addresses and ports and with
/// tables of connections in security groups and NAT gateways. It shares the records of the network with the engine, and no code.
/// </summary>
/// <param name="network">The network.</param>
/// <param name="hosts">All hosts in the VPC.</param>
/// <param name="outside">All hosts outside.</param>
/// <param name="natPort">The port that NAT gateways choose.</param>
sealed class NaiveNetwork(PacketNetwork network, IReadOnlyList<Peer> hosts, IReadOnlyList<Peer> outside, int natPort)
{
    readonly HashSet<(Peer, uint, int, int)> _connections = [];
    readonly Dictionary<(string Nat, int Port), (uint Address, int Port)> _translations = [];

    /// <summary>What lost the last packet.</summary>
    public string LostAt { get; private set; } = "";

    /// <summary>The packet as it arrived, and the host; null: it was lost.</summary>
    public (Peer Host, NaivePacket Packet)? Send(Peer from, NaivePacket packet) =>
        from.Interface is { } source
            ? GroupPasses(from, packet.Destination, packet.SourcePort, packet.DestinationPort, Direction.Egress)
                ? FromSubnet(from, source, packet)
                : null
            : FromOutside(from, packet);

    (Peer, NaivePacket)? FromSubnet(Peer from, PacketInterface source, NaivePacket packet)
    {
        var subnet = source.Subnet;
        if (subnet.Vpc.Contains(packet.Destination))
        {
            return hosts.FirstOrDefault(host => host.Address == packet.Destination) is { } host
                ? Between(subnet, host, packet)
                : Lost("no host");
        }

        switch (Route(subnet, packet.Destination))
        {
            case { Kind: HopKind.GatewayEndpoint }:
                return AclPasses(subnet, Direction.Egress, packet) ? Outside(packet) : null;
            case { Kind: HopKind.InternetGateway }:
                if (source.PublicAddress is not { } address)
                {
                    return Lost("no public address");
                }

                return AclPasses(subnet, Direction.Egress, packet) ? Internet(packet with { Source = address }) : null;
            case { Kind: HopKind.NatGateway } route:
                return Nat(subnet, network.Nats.Single(nat => nat.Name == route.Target), packet);
            default:
                return Lost($"no route from {from}");
        }
    }

    (Peer, NaivePacket)? Nat(PacketSubnet subnet, PacketNat nat, NaivePacket packet)
    {
        if (subnet != nat.Subnet && !(AclPasses(subnet, Direction.Egress, packet) && AclPasses(nat.Subnet, Direction.Ingress, packet)))
        {
            return null;
        }

        if (Route(nat.Subnet, packet.Destination)?.Kind != HopKind.InternetGateway)
        {
            return Lost("NAT without internet gateway");
        }

        _translations[(nat.Name, natPort)] = (packet.Source, packet.SourcePort);
        return AclPasses(nat.Subnet, Direction.Egress, packet)
            ? Internet(packet with { Source = nat.PublicAddress, SourcePort = natPort })
            : null;
    }

    (Peer, NaivePacket)? Internet(NaivePacket packet)
    {
        if (network.Nats.FirstOrDefault(nat => nat.PublicAddress == packet.Destination) is { } nat)
        {
            if (
                !AclPasses(nat.Subnet, Direction.Ingress, packet)
                || !_translations.TryGetValue((nat.Name, packet.DestinationPort), out var inside)
            )
            {
                return null;
            }

            var translated = packet with { Destination = inside.Address, DestinationPort = inside.Port };
            return Between(nat.Subnet, hosts.Single(host => host.Address == inside.Address), translated);
        }

        if (hosts.FirstOrDefault(host => host.Interface!.PublicAddress == packet.Destination) is not { } target)
        {
            return Outside(packet);
        }

        if (!target.Interface!.Subnet.Vpc.HasInternetGateway)
        {
            return Lost("no internet gateway");
        }

        var arriving = packet with { Destination = target.Address };
        return AclPasses(target.Interface.Subnet, Direction.Ingress, arriving) ? Arrive(target, arriving) : null;
    }

    /// <summary>S3 answers through the gateway endpoint that the request came through.</summary>
    (Peer, NaivePacket)? FromOutside(Peer from, NaivePacket packet)
    {
        if (hosts.FirstOrDefault(host => host.Address == packet.Destination) is not { } host)
        {
            return Internet(packet);
        }

        return Route(host.Interface!.Subnet, from.Address)?.Kind != HopKind.GatewayEndpoint ? Lost("private address")
            : AclPasses(host.Interface.Subnet, Direction.Ingress, packet) ? Arrive(host, packet)
            : null;
    }

    (Peer, NaivePacket)? Between(PacketSubnet from, Peer host, NaivePacket packet)
    {
        var to = host.Interface!.Subnet;
        return from == to || (AclPasses(from, Direction.Egress, packet) && AclPasses(to, Direction.Ingress, packet))
            ? Arrive(host, packet)
            : null;
    }

    (Peer, NaivePacket)? Arrive(Peer host, NaivePacket packet) =>
        GroupPasses(host, packet.Source, packet.DestinationPort, packet.SourcePort, Direction.Ingress) ? (host, packet) : null;

    (Peer, NaivePacket)? Outside(NaivePacket packet) =>
        outside.FirstOrDefault(peer => peer.Address == packet.Destination) is { } peer ? (peer, packet) : Lost("no host outside");

    /// <summary>Packets of a known connection pass.</summary>
    bool GroupPasses(Peer host, uint other, int ownPort, int otherPort, Direction direction)
    {
        if (host.Interface!.Groups is not { } groups || _connections.Contains((host, other, ownPort, otherPort)))
        {
            return true;
        }

        var port = direction == Direction.Egress ? otherPort : ownPort;
        foreach (var rule in groups.SelectMany(group => group.Entries))
        {
            var isPort =
                rule.Packets.Protocol is null
                || (rule.Packets.Protocol == PacketProtocol.Tcp && rule.Packets.From <= port && port <= rule.Packets.To);
            var isOther = rule.Group is null
                ? rule.Ranges.Any(range => range.First <= other && other <= range.Last)
                : hosts.Any(peer => peer.Address == other && peer.Interface!.Groups?.Any(group => group.Name == rule.Group) == true);
            if (rule.Direction == direction && isPort && isOther)
            {
                _connections.Add((host, other, ownPort, otherPort));
                return true;
            }
        }

        LostAt = $"security group {direction}";
        return false;
    }

    bool AclPasses(PacketSubnet subnet, Direction direction, NaivePacket packet)
    {
        var other = direction == Direction.Ingress ? packet.Source : packet.Destination;
        foreach (var rule in subnet.Acl.Entries.OrderBy(rule => rule.Number))
        {
            var isPort =
                rule.Packets.Protocol is null
                || (
                    rule.Packets.Protocol == PacketProtocol.Tcp
                    && rule.Packets.From <= packet.DestinationPort
                    && packet.DestinationPort <= rule.Packets.To
                );
            if (rule.Direction == direction && isPort && rule.Range.First <= other && other <= rule.Range.Last)
            {
                LostAt = rule.ToString();
                return rule.Allows;
            }
        }

        LostAt = subnet.Acl.Name;
        return false;
    }

    static PacketRoute? Route(PacketSubnet subnet, uint address) =>
        subnet
            .Routes.Routes.Where(route => route.Range.First <= address && address <= route.Range.Last)
            .OrderBy(route => route.Range.Last - route.Range.First)
            .FirstOrDefault();

    (Peer, NaivePacket)? Lost(string at)
    {
        LostAt = at;
        return null;
    }
}
