namespace Railhead.Model;

/// <summary>
/// Follows a TCP connection from one peer to another: security groups, network ACLs, routes and gateways, the request and then its replies.
/// Security groups are stateful, network ACLs are not (AWS VPC guide, "Security groups" and "Network ACLs").
/// </summary>
sealed class PathTrace
{
    readonly PacketNetwork _network;
    readonly Peer _from;
    readonly Peer _to;
    readonly int _port;
    readonly uint _destination;
    readonly PathLog _log = new();

    /// <summary>Network ACLs on the way of the replies, the last one first, with the ports that replies go to.</summary>
    readonly List<(PacketSubnet Subnet, Direction Direction, uint Other, PortRange Ports)> _replies = [];
    bool _overInternet;
    string? _allowedBy;

    PathTrace(PacketNetwork network, Peer from, Peer to, int port)
    {
        (_network, _from, _to, _port) = (network, from, to, port);
        _destination = IsNamedPublicly(from, to) ? to.Interface!.PublicAddress ?? to.Address : to.Address;
    }

    public static ReachVerdict Of(PacketNetwork network, Peer from, Peer to, int port)
    {
        var trace = new PathTrace(network, from, to, port);
        var reachable = trace.RequestArrives() && trace.RepliesArrive();
        if (reachable && trace._overInternet)
        {
            trace._log.NotePathMtu(trace._replies.Select(reply => (reply.Subnet, reply.Other)));
        }

        var decidedBy = reachable ? trace._allowedBy ?? trace._log.Steps[^1].Rule : trace._log.Steps[^1].Rule;
        return new ReachVerdict(from, to, reachable, decidedBy, trace._log.Steps, trace._log.Notes);
    }

    static bool IsNamedPublicly(Peer from, Peer to) =>
        to.Interface is { } target
        && (from.Interface is not { } source || target.IsNamedPublicly || source.Subnet.Vpc.Name != target.Subnet.Vpc.Name);

    bool RequestArrives()
    {
        if (_from.Interface is not { } source)
        {
            return _to.Interface is null
                ? Deny("Internet", "route", "neither end is in the VPC")
                : ArrivesFromInternet(_from.Address, _from.Source);
        }

        var isPrivate = source.Subnet.Vpc.Contains(_destination);
        if (!GroupAllows(source, Direction.Egress, _destination, isPrivate ? _to.Interface : null, $"{_from.Name}"))
        {
            return false;
        }

        return isPrivate ? ArrivesInside(source) : Leaves(source);
    }

    bool ArrivesInside(PacketInterface source)
    {
        if (_to.Interface is not { } target)
        {
            return Deny(source.Subnet.Name, "route", $"no host of the question has {AddressRange.Text(_destination)}");
        }

        return Cross(source.Subnet, target.Subnet, _from.Address, _destination, source.Source)
            && GroupAllows(target, Direction.Ingress, _from.Address, source, _to.Name);
    }

    bool Leaves(PacketInterface source)
    {
        var subnet = source.Subnet;
        if (RouteTo(subnet, _destination) is not { } route)
        {
            return Deny(subnet.Name, "route", $"{subnet.Routes.Name}: no route to {AddressRange.Text(_destination)}");
        }

        switch (route.Kind)
        {
            case HopKind.GatewayEndpoint:
                Pass(subnet.Name, "route", route.Name);
                return AclPasses(subnet, Direction.Egress, _destination, source.Source);
            case HopKind.InternetGateway:
                Pass(subnet.Name, "route", route.Name);
                return source.PublicAddress is { } address
                    ? AclPasses(subnet, Direction.Egress, _destination, source.Source) && ToInternet(route, address, source.Source)
                    : Deny("Internet gateway", "address", $"{_from.Name} has no public address, which {route.Name} needs");
            case HopKind.NatGateway:
                Pass(subnet.Name, "route", route.Name);
                return ThroughNat(source, route);
            default:
                return Deny(subnet.Name, "route", $"{route.Name}: leads out of the VPC to a hop that reach does not follow");
        }
    }

    bool ThroughNat(PacketInterface source, PacketRoute route)
    {
        if (_network.Nats.FirstOrDefault(nat => nat.Name == route.Target) is not { } nat)
        {
            return Deny(source.Subnet.Name, "route", $"{route.Name}: leads to a NAT gateway that does not exist");
        }

        if (!Cross(source.Subnet, nat.Subnet, _from.Address, _destination, source.Source))
        {
            return false;
        }

        if (RouteTo(nat.Subnet, _destination) is not { Kind: HopKind.InternetGateway } onward)
        {
            return Deny(nat.Name, "route", $"{nat.Subnet.Routes.Name}: no route from the NAT gateway's subnet to an internet gateway");
        }

        Pass(nat.Name, "route", onward.Name);
        return AclPasses(nat.Subnet, Direction.Egress, _destination, nat.Source) && ToInternet(onward, nat.PublicAddress, nat.Source);
    }

    /// <summary>From the internet gateway to the destination, which can be in a VPC again.</summary>
    bool ToInternet(PacketRoute route, uint address, PortRange ports)
    {
        _overInternet = true;
        if (!AddressRange.IsPublic(_destination))
        {
            return Deny("Internet gateway", "address", $"{route.Name}: the Internet does not route {AddressRange.Text(_destination)}");
        }

        return _to.Interface is null || ArrivesFromInternet(address, ports);
    }

    bool ArrivesFromInternet(uint client, PortRange ports)
    {
        _overInternet = true;
        var target = _to.Interface!;
        if (target.PublicAddress is null)
        {
            return Deny("Internet gateway", "address", $"{_to.Name} has no public address");
        }

        if (!target.Subnet.Vpc.HasInternetGateway)
        {
            return Deny(target.Subnet.Vpc.Name, "gateway", $"{target.Subnet.Vpc.Name}: no internet gateway is attached");
        }

        if (RouteTo(target.Subnet, client) is not { Kind: HopKind.InternetGateway } back)
        {
            return Deny(target.Subnet.Name, "route", $"{target.Subnet.Routes.Name}: replies have no route to an internet gateway");
        }

        Pass(target.Subnet.Name, "route of replies", back.Name);
        return AclPasses(target.Subnet, Direction.Ingress, client, ports) && GroupAllows(target, Direction.Ingress, client, null, _to.Name);
    }

    /// <summary>From one subnet into another one: two network ACLs. Inside a subnet there is none.</summary>
    bool Cross(PacketSubnet from, PacketSubnet to, uint source, uint destination, PortRange ports) =>
        from.Name == to.Name
            ? Pass(from.Name, "subnet", "no network ACL applies inside a subnet")
            : AclPasses(from, Direction.Egress, destination, ports) && AclPasses(to, Direction.Ingress, source, ports);

    /// <summary>The reply has the same address on the other side, and the source port of the request as its destination.</summary>
    bool AclPasses(PacketSubnet subnet, Direction direction, uint other, PortRange replyPorts)
    {
        _replies.Add((subnet, direction == Direction.Ingress ? Direction.Egress : Direction.Ingress, other, replyPorts));
        return _log.Decide(subnet, direction, other, PacketMatch.Tcp(new PortRange(_port, _port)), "network ACL");
    }

    bool RepliesArrive() =>
        Enumerable
            .Reverse(_replies)
            .All(reply => _log.Decide(reply.Subnet, reply.Direction, reply.Other, PacketMatch.Tcp(reply.Ports), "network ACL, replies"));

    bool GroupAllows(PacketInterface member, Direction direction, uint other, PacketInterface? peer, string at)
    {
        if (member.Groups is null)
        {
            return true;
        }

        var entry = member
            .Groups.SelectMany(group => group.Entries)
            .FirstOrDefault(entry =>
                entry.Direction == direction
                && entry.Packets.Within(PacketMatch.Tcp(new PortRange(_port, _port))) is not null
                && (
                    entry.Group is { } named
                        ? peer?.Groups?.Any(group => group.Name == named) == true
                        : entry.Ranges.Any(range => range.Contains(other))
                )
            );
        var word = direction == Direction.Ingress ? "ingress" : "egress";
        var names = string.Join(", ", member.Groups.Select(group => group.Name));
        if (entry is not null)
        {
            _allowedBy = entry.ToString();
        }

        return _log.Add(
            at,
            $"security group {word}",
            $"tcp {_port} {(direction == Direction.Ingress ? "from" : "to")} {AddressRange.Text(other)}",
            entry?.ToString()
                ?? $"{names}: no {word} rule allows tcp {_port} {(direction == Direction.Ingress ? "from" : "to")} "
                    + $"{(direction == Direction.Ingress ? _from : _to).Name}",
            entry is not null
        );
    }

    static PacketRoute? RouteTo(PacketSubnet subnet, uint address) =>
        subnet.Routes.Routes.Where(route => route.Range.Contains(address)).MinBy(route => route.Range.Size);

    bool Pass(string at, string check, string rule) => _log.Add(at, check, AddressRange.Text(_destination), rule, true);

    bool Deny(string at, string check, string rule) => _log.Add(at, check, AddressRange.Text(_destination), rule, false);
}
