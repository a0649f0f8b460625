namespace Railhead.Model;

/// <summary>Lays out the network: ranges, subnets, routes, endpoints.</summary>
static class NetworkCompiler
{
    public const string Internet = "0.0.0.0/0";

    static readonly string[] InterfaceServices = ["ecr.api", "ecr.dkr", "logs", "secretsmanager"];

    public static Network Compile(Blueprint blueprint, Scope scope)
    {
        // 10.16 to 10.255: away from the ranges that people pick first, so that two environments can be peered one day.
        var second = 16 + Naming.Number($"{scope.App}/{scope.Environment}", 240);
        var letters = Regions.ZoneLetters(scope.Region)[..blueprint.Get(NetworkKeys.Zones)].Select(c => c.ToString()).ToList();
        var zones = letters.Select(l => scope.Region + l).ToList();
        var subnets = Subnets(second, letters, zones);
        var nat = scope.IsProduction ? NatPolicy.PerZone : NatPolicy.Single;
        return new Network
        {
            Region = scope.Region,
            Cidr = $"10.{second}.0.0/16",
            Zones = zones,
            Subnets = subnets,
            Nat = nat,
            RouteTables = RouteTables(subnets, zones, nat),
            SecurityGroups = SecurityCompiler.Groups(blueprint, scope, $"10.{second}.0.0/16"),
            NetworkAcls = AclCompiler.Compile(blueprint, scope, $"10.{second}.0.0/16", subnets),
            Endpoints = Endpoints(blueprint, scope, subnets),
            FlowLogGroup = $"/railhead/{scope.Path("flow-logs")}",
        };
    }

    /// <summary>/24 for the load balancer and NAT, /20 for tasks (an address each), /24 for databases.</summary>
    static List<Subnet> Subnets(int second, List<string> letters, List<string> zones) =>
        [
            .. zones.Select((zone, i) => new Subnet($"public-{letters[i]}", SubnetTier.Public, zone, $"10.{second}.{i}.0/24")),
            .. zones.Select((zone, i) => new Subnet($"app-{letters[i]}", SubnetTier.App, zone, $"10.{second}.{16 * (i + 1)}.0/20")),
            .. zones.Select((zone, i) => new Subnet($"data-{letters[i]}", SubnetTier.Data, zone, $"10.{second}.{8 + i}.0/24")),
        ];

    static List<RouteTable> RouteTables(List<Subnet> subnets, List<string> zones, NatPolicy nat) =>
        [
            new("public", Names(subnets, SubnetTier.Public), [new Route(Internet, RouteTarget.InternetGateway)]),
            .. subnets
                .Where(s => s.Tier == SubnetTier.App)
                .Select(s => new RouteTable(
                    s.Name,
                    [s.Name],
                    [new Route(Internet, RouteTarget.NatGateway, nat == NatPolicy.PerZone ? s.Zone : zones[0])]
                )),
            new("data", Names(subnets, SubnetTier.Data), []),
        ];

    /// <summary>
    /// Where traffic of every deployment and log line would go through several NAT gateways, and where tasks cannot reach AWS's services on
    /// the Internet.
    /// </summary>
    public static bool HasInterfaceEndpoints(Blueprint blueprint, Scope scope) => scope.IsProduction || !Egress.HasHttps(blueprint);

    /// <summary>S3 always.</summary>
    static List<VpcEndpoint> Endpoints(Blueprint blueprint, Scope scope, List<Subnet> subnets)
    {
        var inApp = Names(subnets, SubnetTier.App);
        var s3 = new VpcEndpoint("s3", EndpointKind.Gateway, []);
        return !HasInterfaceEndpoints(blueprint, scope)
            ? [s3]
            : [s3, .. InterfaceServices.Select(service => new VpcEndpoint(service, EndpointKind.Interface, inApp))];
    }

    static List<string> Names(List<Subnet> subnets, SubnetTier tier) => subnets.Where(s => s.Tier == tier).Select(s => s.Name).ToList();
}
