namespace Railhead.Model;

/// <summary>Who may speak to whom: security groups that name groups, and network ACLs around the subnets.</summary>
static class SecurityCompiler
{
    public static IReadOnlyList<SecurityGroup> Groups(Blueprint blueprint, Scope scope, string vpc)
    {
        var hasTls = blueprint.Get(NetworkKeys.Domain) is not null;
        var hasDatabase = DatabaseKeys.IsOn(blueprint);
        var groups = new List<SecurityGroup>
        {
            new(
                SecurityGroupKeys.LoadBalancer,
                Name(scope, SecurityGroupKeys.LoadBalancer),
                "The load balancer",
                [
                    SecurityRule.FromRange(
                        WellKnownPorts.Http,
                        NetworkCompiler.Internet,
                        hasTls ? "clients, redirected to HTTPS" : "clients"
                    ),
                    .. hasTls
                        ? [SecurityRule.FromRange(WellKnownPorts.Https, NetworkCompiler.Internet, "clients")]
                        : Array.Empty<SecurityRule>(),
                    SecurityRule.FromRange(TestPort(blueprint), vpc, "tests of new tasks before they get traffic"),
                    SecurityRule.To(WellKnownPorts.Nginx, SecurityGroupKeys.Tasks, "requests and health checks"),
                ]
            ),
            new(
                SecurityGroupKeys.Tasks,
                Name(scope, SecurityGroupKeys.Tasks),
                "The app's tasks",
                [
                    SecurityRule.From(WellKnownPorts.Nginx, SecurityGroupKeys.LoadBalancer, "requests and health checks"),
                    SecurityRule.ToRange(WellKnownPorts.Https, NetworkCompiler.Internet, "AWS services, and services that the app uses"),
                    .. hasDatabase
                        ? [SecurityRule.To(WellKnownPorts.PostgreSql, SecurityGroupKeys.Database, "queries")]
                        : Array.Empty<SecurityRule>(),
                ]
            ),
        };
        if (hasDatabase)
        {
            groups.Add(
                new(
                    SecurityGroupKeys.Database,
                    Name(scope, SecurityGroupKeys.Database),
                    "The database",
                    [SecurityRule.From(WellKnownPorts.PostgreSql, SecurityGroupKeys.Tasks, "queries")]
                )
            );
        }
        if (scope.IsProduction)
        {
            groups.Add(
                new(
                    SecurityGroupKeys.Endpoints,
                    Name(scope, SecurityGroupKeys.Endpoints),
                    "Endpoints of AWS services",
                    [SecurityRule.From(WellKnownPorts.Https, SecurityGroupKeys.Tasks, "images, logs and secrets")]
                )
            );
        }
        return groups;
    }

    public static IReadOnlyList<NetworkAcl> Acls(Blueprint blueprint, Scope scope, string vpc, IReadOnlyList<Subnet> subnets)
    {
        var app = Ranges(subnets, SubnetTier.App);
        var data = Ranges(subnets, SubnetTier.Data);
        var pub = Ranges(subnets, SubnetTier.Public);
        var test = TestPort(blueprint);
        return
        [
            Acl(
                scope,
                SubnetTier.Public,
                [
                    (WellKnownPorts.Http, WellKnownPorts.Http, NetworkCompiler.Internet),
                    // Clients where there is TLS, and the tasks' own requests on their way through the NAT gateway.
                    .. (blueprint.Get(NetworkKeys.Domain) is null ? app : [NetworkCompiler.Internet]).Select(c =>
                        (WellKnownPorts.Https, WellKnownPorts.Https, c)
                    ),
                    (test, test, vpc),
                    .. Replies,
                ],
                [
                    .. app.Select(c => (WellKnownPorts.Nginx, WellKnownPorts.Nginx, c)),
                    (WellKnownPorts.Https, WellKnownPorts.Https, NetworkCompiler.Internet),
                    (WellKnownPorts.EphemeralFrom, WellKnownPorts.EphemeralTo, NetworkCompiler.Internet),
                ]
            ),
            Acl(
                scope,
                SubnetTier.App,
                [
                    .. pub.Select(c => (WellKnownPorts.Nginx, WellKnownPorts.Nginx, c)),
                    .. scope.IsProduction ? app.Select(c => (WellKnownPorts.Https, WellKnownPorts.Https, c)) : [],
                    .. Replies,
                ],
                [
                    (WellKnownPorts.Https, WellKnownPorts.Https, NetworkCompiler.Internet),
                    .. !DatabaseKeys.IsOn(blueprint) ? [] : data.Select(c => (WellKnownPorts.PostgreSql, WellKnownPorts.PostgreSql, c)),
                    .. pub.Select(c => (WellKnownPorts.EphemeralFrom, WellKnownPorts.EphemeralTo, c)),
                    .. scope.IsProduction ? app.Select(c => (WellKnownPorts.EphemeralFrom, WellKnownPorts.EphemeralTo, c)) : [],
                ]
            ),
            Acl(
                scope,
                SubnetTier.Data,
                [.. !DatabaseKeys.IsOn(blueprint) ? [] : app.Select(c => (WellKnownPorts.PostgreSql, WellKnownPorts.PostgreSql, c))],
                [.. !DatabaseKeys.IsOn(blueprint) ? [] : app.Select(c => (WellKnownPorts.EphemeralFrom, WellKnownPorts.EphemeralTo, c))]
            ),
        ];
    }

    public static int TestPort(Blueprint blueprint) =>
        blueprint.Get(NetworkKeys.Domain) is null ? WellKnownPorts.TestHttp : WellKnownPorts.TestHttps;

    /// <summary>Replies from the internet, around the port of remote desktops.</summary>
    static (int From, int To, string Cidr)[] Replies =>
        [
            (WellKnownPorts.EphemeralFrom, WellKnownPorts.RemoteDesktop - 1, NetworkCompiler.Internet),
            (WellKnownPorts.RemoteDesktop + 1, WellKnownPorts.EphemeralTo, NetworkCompiler.Internet),
        ];

    /// <summary>EC2 keeps names that begin like a group's id.</summary>
    static string Name(Scope scope, string key) => scope.Name(key, Naming.RoleLimit, "sg-");

    static NetworkAcl Acl(Scope scope, SubnetTier tier, IEnumerable<(int, int, string)> ingress, IEnumerable<(int, int, string)> egress) =>
        new(
            scope.Name(tier.ToString().ToLowerInvariant()),
            tier,
            [.. Rules(Direction.Ingress, ingress), .. Rules(Direction.Egress, egress)]
        );

    static IEnumerable<AclRule> Rules(Direction direction, IEnumerable<(int From, int To, string Cidr)> rules) =>
        rules.Select((rule, i) => new AclRule(100 + (10 * i), direction, rule.From, rule.To, rule.Cidr));

    static List<string> Ranges(IReadOnlyList<Subnet> subnets, SubnetTier tier) =>
        subnets.Where(s => s.Tier == tier).Select(s => s.Cidr).ToList();
}
