namespace Railhead.Model.Tests;

/// <summary>Small networks with everything that can go wrong: routes, network ACLs and groups by chance.</summary>
sealed class RandomNetwork
{
    /// <summary>Small ranges, so that every port can be tried.</summary>
    static readonly PortRange HostPorts = new(16, 19),
        NatPorts = new(20, 23),
        OutsidePorts = new(24, 27);

    readonly Random _random;
    readonly List<AddressRange> _ranges;
    readonly PacketVpc _vpc;

    public RandomNetwork(Random random)
    {
        _random = random;
        _vpc = new PacketVpc("vpc", [AddressRange.Parse("10.0.0.0/16")], random.Next(10) > 0);
        var count = random.Next(2, 5);
        _ranges =
        [
            AddressRange.All,
            .. _vpc.Ranges,
            .. Enumerable.Range(0, count).Select(i => AddressRange.Parse($"10.0.{i}.0/24")),
            AddressRange.Parse("10.0.0.4/31"),
            AddressRange.Parse("203.0.0.0/8"),
            AddressRange.Parse("203.0.113.8/32"),
            PacketNetwork.StoreRange,
            AddressRange.Parse("54.72.0.0/16"),
        ];
        var acls = Enumerable.Range(0, 3).Select(Acl).ToList();
        var groups = Enumerable.Range(0, 3).Select(Group).ToList();
        // The first subnet is public, so that NAT gateways have a place.
        var subnets = Enumerable
            .Range(0, count)
            .Select(i => new PacketSubnet($"subnet {i}", _vpc, "a", _ranges[2 + i], Table(i), Pick(acls)))
            .ToList();
        List<PacketNat> nats =
        [
            .. Enumerable.Range(0, 2).Select(i => new PacketNat($"nat {i}", Pick(subnets), PublicAddresses.Nat(i)) { Source = NatPorts }),
        ];
        Network = new PacketNetwork(nats, []);
        Hosts = Enumerable.Range(0, 4).Select(i => Host(i, Pick(subnets), groups)).ToList();
        Outside =
        [
            new Peer("client", AddressRange.Number("203.0.113.8")!.Value, null) { Source = OutsidePorts },
            new Peer("stranger", AddressRange.Number("198.51.100.9")!.Value, null) { Source = OutsidePorts },
            new Peer("s3", PacketNetwork.StoreRange.First + 5, null) { Source = OutsidePorts },
        ];
    }

    public PacketNetwork Network { get; }

    public IReadOnlyList<Peer> Hosts { get; }

    public IReadOnlyList<Peer> Outside { get; }

    public (Peer From, Peer To, int Port) Connection()
    {
        // S3, the last one, opens no connections.
        var from = _random.Next(4) == 0 ? Outside[_random.Next(2)] : Pick(Hosts);
        var to = from.Interface is null || _random.Next(3) > 0 ? Pick(Hosts) : Pick(Outside);
        return from == to ? Connection() : (from, to, _random.Next(1, 5));
    }

    Peer Host(int number, PacketSubnet subnet, List<PacketGroup> groups)
    {
        var isPublic = _random.Next(5) < 2;
        return new Peer(
            $"host {number}",
            subnet.Range.First + 4 + (uint)number,
            new PacketInterface(
                subnet,
                _random.Next(6) == 0 ? null : [.. groups.Where(_ => _random.Next(2) == 0)],
                isPublic ? PublicAddresses.LoadBalancer(number) : null,
                isPublic && _random.Next(2) == 0,
                HostPorts
            )
        );
    }

    PacketRouteTable Table(int number)
    {
        List<PacketRoute> routes = [];
        AddRoute(AddressRange.All, number == 0 || _random.Next(3) == 0);
        if (_random.Next(3) == 0)
        {
            AddRoute(AddressRange.Parse("203.0.0.0/8"), _random.Next(2) == 0);
        }

        if (_random.Next(2) == 0)
        {
            routes.Add(new PacketRoute("endpoint", PacketNetwork.StoreRange, HopKind.GatewayEndpoint, null));
        }

        return new PacketRouteTable($"table {number}", routes);

        void AddRoute(AddressRange range, bool isPublic)
        {
            if (_random.Next(8) == 0 || !_vpc.HasInternetGateway)
            {
                return;
            }

            var nat = $"nat {_random.Next(2)}";
            routes.Add(
                isPublic
                    ? new PacketRoute("to gateway", range, HopKind.InternetGateway, null)
                    : new PacketRoute($"to {nat}", range, HopKind.NatGateway, nat)
            );
        }
    }

    PacketAcl Acl(int number)
    {
        var name = $"acl {number}";
        List<AclEntry> entries = [];
        foreach (var direction in Enum.GetValues<Direction>())
        {
            for (var i = _random.Next(4); i > 0; i--)
            {
                entries.Add(Entry(1 + (10 * entries.Count), direction, _random.Next(3) > 0, Match(), Pick(_ranges)));
            }

            if (_random.Next(10) < 7)
            {
                entries.Add(Entry(900 + entries.Count, direction, true, PacketMatch.All, AddressRange.All));
            }
        }

        return new PacketAcl(name, entries);

        AclEntry Entry(int rule, Direction direction, bool allows, PacketMatch match, AddressRange range) =>
            new($"{name} rule {rule}", rule, direction, allows, match, range);
    }

    PacketGroup Group(int number)
    {
        List<GroupEntry> entries = [];
        for (var i = _random.Next(1, 7); i > 0; i--)
        {
            var isReference = _random.Next(3) == 0;
            entries.Add(
                new GroupEntry(
                    $"group {number} rule {i}",
                    _random.Next(2) == 0 ? Direction.Ingress : Direction.Egress,
                    Match(),
                    isReference ? [] : [_random.Next(2) == 0 ? AddressRange.All : Pick(_ranges)],
                    isReference ? $"group {_random.Next(3)}" : null
                )
            );
        }

        foreach (var direction in Enum.GetValues<Direction>().Where(_ => _random.Next(5) < 3))
        {
            entries.Add(new GroupEntry($"group {number} open", direction, PacketMatch.All, [AddressRange.All], null));
        }

        return new PacketGroup($"group {number}", entries);
    }

    PacketMatch Match()
    {
        var from = _random.Next(0, 26);
        return _random.Next(8) switch
        {
            0 => PacketMatch.All,
            1 => new PacketMatch(PacketProtocol.Udp, 0, 65535),
            2 => PacketMatch.TooBig,
            3 => PacketMatch.Tcp(new PortRange(0, 65535)),
            4 => PacketMatch.Tcp(new PortRange(1, 4)),
            _ => PacketMatch.Tcp(new PortRange(from, from + _random.Next(12))),
        };
    }

    T Pick<T>(IReadOnlyList<T> all) => all[_random.Next(all.Count)];
}
