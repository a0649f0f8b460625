namespace Railhead.Model;

/// <summary>The network of an Architecture, as packets will meet it on AWS.</summary>
public static class ArchitectureNetwork
{
    public static PacketNetwork Of(Architecture architecture)
    {
        var network = architecture.Network;
        var vpc = new PacketVpc($"VPC {network.Cidr}", [AddressRange.Parse(network.Cidr)], HasInternetGateway: true);
        var subnets = network.Subnets.ToDictionary(subnet => subnet.Name, subnet => Subnet(network, vpc, subnet));
        var groups = network.SecurityGroups.ToDictionary(group => group.Key, group => Group(network, group));
        List<PacketNat> nats =
        [
            .. network
                .RouteTables.SelectMany(table => table.Routes)
                .Select(route => route.NatZone)
                .OfType<string>()
                .Distinct()
                .Select((zone, i) => new PacketNat(Nat(zone), subnets[In(network, SubnetTier.Public, zone).Name], PublicAddresses.Nat(i))),
        ];
        return new PacketNetwork(nats, [.. Places(architecture, subnets, groups)]);
    }

    static IEnumerable<PacketPlace> Places(
        Architecture architecture,
        Dictionary<string, PacketSubnet> subnets,
        Dictionary<string, PacketGroup> groups
    )
    {
        var network = architecture.Network;
        var inApp = Subnets(network, SubnetTier.App);
        yield return PacketPlaces.Internet;
        yield return new PacketPlace
        {
            Name = PacketPlaces.LoadBalancer,
            Title = "load balancer",
            Ports = [.. architecture.LoadBalancing.Listeners.Select(listener => listener.Port).Order(ClientsFirst)],
            Interfaces =
            [
                .. Subnets(network, SubnetTier.Public)
                    .Select(
                        (name, i) =>
                            new PacketInterface(
                                subnets[name],
                                [groups[SecurityGroupKeys.LoadBalancer]],
                                PublicAddresses.LoadBalancer(i),
                                IsNamedPublicly: true,
                                PortRange.Ephemeral
                            )
                    ),
            ],
        };
        yield return Inside(PacketPlaces.Task, "task", WellKnownPorts.Nginx, inApp, groups[SecurityGroupKeys.Tasks]);
        if (architecture.Database is { } database)
        {
            yield return Inside(PacketPlaces.Database, "database", database.Port, database.Subnets, groups[database.SecurityGroup]);
        }

        yield return PacketPlaces.StoreFor(
            architecture.Storage.Buckets.FirstOrDefault(bucket => !bucket.BlockPublicAccess) is { } open
                ? $"bucket {open.Name} does not block public access"
                : null,
            "block public access of the buckets"
        );
        foreach (var endpoint in network.Endpoints.Where(endpoint => endpoint.Kind == EndpointKind.Interface))
        {
            yield return Inside(
                PacketPlaces.Endpoint(endpoint.Service),
                $"endpoint of {endpoint.Service}",
                WellKnownPorts.Https,
                endpoint.Subnets,
                groups[SecurityGroupKeys.Endpoints]
            ) with
            {
                OnlyAnswers = PacketPlaces.EndpointsOnlyAnswer,
            };
        }

        yield return PacketPlaces.GuardDuty([.. inApp.Select(name => subnets[name])]);

        PacketPlace Inside(string name, string title, int port, IReadOnlyList<string> places, PacketGroup group) =>
            new()
            {
                Name = name,
                Title = title,
                Ports = [port],
                Interfaces = [.. places.Select(place => new PacketInterface(subnets[place], [group], null, false, PortRange.Linux))],
            };
    }

    /// <summary>The port that clients use comes first: HTTPS where there is TLS.</summary>
    static readonly Comparer<int> ClientsFirst = Comparer<int>.Create((a, b) => Rank(a).CompareTo(Rank(b)));

    static int Rank(int port) => port == WellKnownPorts.Https ? 0 : port;

    static PacketSubnet Subnet(Network network, PacketVpc vpc, Subnet subnet)
    {
        var table = network.RouteTables.Single(table => table.Subnets.Contains(subnet.Name));
        var acl = network.NetworkAcls.Single(acl => acl.Tier == subnet.Tier);
        return new PacketSubnet(
            $"subnet {subnet.Name}",
            vpc,
            subnet.Zone,
            AddressRange.Parse(subnet.Cidr),
            new PacketRouteTable(
                $"route table {table.Name}",
                [.. table.Routes.Select(route => Route(table, route)), .. ToStore(network, subnet)]
            ),
            new PacketAcl($"network ACL {acl.Name}", [.. acl.Rules.Select(rule => Entry(acl, rule))])
        );
    }

    static PacketRoute Route(RouteTable table, Route route) =>
        new(
            $"route table {table.Name}: {route.Destination} to "
                + (route.Target == RouteTarget.InternetGateway ? "the internet gateway" : Nat(route.NatZone!)),
            AddressRange.Parse(route.Destination),
            route.Target == RouteTarget.InternetGateway ? HopKind.InternetGateway : HopKind.NatGateway,
            route.NatZone is { } zone ? Nat(zone) : null
        );

    /// <summary>The gateway endpoint puts a route into the tables of the app subnets.</summary>
    static IEnumerable<PacketRoute> ToStore(Network network, Subnet subnet) =>
        subnet.Tier == SubnetTier.App
            ? network
                .Endpoints.Where(endpoint => endpoint.Kind == EndpointKind.Gateway)
                .Select(endpoint => new PacketRoute(
                    $"gateway endpoint of {endpoint.Service}",
                    PacketNetwork.StoreRange,
                    HopKind.GatewayEndpoint,
                    null
                ))
            : [];

    static AclEntry Entry(NetworkAcl acl, AclRule rule) =>
        new(
            $"network ACL {acl.Name}, {Word(rule.Direction)} rule {rule.Number} ({rule.Name})",
            rule.Number,
            rule.Direction,
            Allows: true,
            Match(rule.Protocol, rule.FromPort, rule.ToPort),
            AddressRange.Parse(rule.Cidr)
        );

    static PacketGroup Group(Network network, SecurityGroup group) =>
        new(
            $"security group {group.Name}",
            [
                .. group.Rules.Select(rule => new GroupEntry(
                    $"security group {group.Name}, {Word(rule.Direction)} rule",
                    rule.Direction,
                    Match(rule.Protocol, rule.FromPort, rule.ToPort),
                    rule.ToS3 ? [PacketNetwork.StoreRange]
                        : rule.Cidr is { } cidr ? [AddressRange.Parse(cidr)]
                        : [],
                    rule.Group is { } key ? $"security group {network.SecurityGroups.Single(other => other.Key == key).Name}" : null
                )),
            ]
        );

    static PacketMatch Match(Protocol protocol, int from, int to) =>
        new(protocol == Protocol.Icmp ? PacketProtocol.Icmp : PacketProtocol.Tcp, from, to);

    static string Nat(string zone) => $"the NAT gateway in {zone}";

    static string Word(Direction direction) => direction == Direction.Ingress ? "ingress" : "egress";

    static Subnet In(Network network, SubnetTier tier, string zone) =>
        network.Subnets.Single(subnet => subnet.Tier == tier && subnet.Zone == zone);

    static List<string> Subnets(Network network, SubnetTier tier) =>
        network.Subnets.Where(subnet => subnet.Tier == tier).Select(subnet => subnet.Name).ToList();
}
