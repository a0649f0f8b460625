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
                scope.Name(SecurityGroupKeys.LoadBalancer),
                "The load balancer",
                [
                    SecurityRule.FromRange(Ports.Http, NetworkCompiler.Internet, hasTls ? "clients, redirected to HTTPS" : "clients"),
                    .. hasTls ? [SecurityRule.FromRange(Ports.Https, NetworkCompiler.Internet, "clients")] : Array.Empty<SecurityRule>(),
                    SecurityRule.FromRange(TestPort(blueprint), vpc, "tests of new tasks before they get traffic"),
                    SecurityRule.To(Ports.Nginx, SecurityGroupKeys.Tasks, "requests and health checks"),
                ]
            ),
            new(
                SecurityGroupKeys.Tasks,
                scope.Name(SecurityGroupKeys.Tasks),
                "The app's tasks",
                [
                    SecurityRule.From(Ports.Nginx, SecurityGroupKeys.LoadBalancer, "requests and health checks"),
                    SecurityRule.ToRange(Ports.Https, NetworkCompiler.Internet, "AWS services, and services that the app uses"),
                    .. hasDatabase
                        ? [SecurityRule.To(Ports.PostgreSql, SecurityGroupKeys.Database, "queries")]
                        : Array.Empty<SecurityRule>(),
                ]
            ),
        };
        if (hasDatabase)
        {
            groups.Add(
                new(
                    SecurityGroupKeys.Database,
                    scope.Name(SecurityGroupKeys.Database),
                    "The database",
                    [SecurityRule.From(Ports.PostgreSql, SecurityGroupKeys.Tasks, "queries")]
                )
            );
        }
        if (scope.IsProduction)
        {
            groups.Add(
                new(
                    SecurityGroupKeys.Endpoints,
                    scope.Name(SecurityGroupKeys.Endpoints),
                    "Endpoints of AWS services",
                    [SecurityRule.From(Ports.Https, SecurityGroupKeys.Tasks, "images, logs and secrets")]
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
                    (Ports.Http, Ports.Http, NetworkCompiler.Internet),
                    // Clients where there is TLS, and the tasks' own requests on their way through the NAT gateway.
                    .. (blueprint.Get(NetworkKeys.Domain) is null ? app : [NetworkCompiler.Internet]).Select(c =>
                        (Ports.Https, Ports.Https, c)
                    ),
                    (test, test, vpc),
                    .. Replies,
                ],
                [
                    .. app.Select(c => (Ports.Nginx, Ports.Nginx, c)),
                    (Ports.Https, Ports.Https, NetworkCompiler.Internet),
                    (Ports.EphemeralFrom, Ports.EphemeralTo, NetworkCompiler.Internet),
                ]
            ),
            Acl(
                scope,
                SubnetTier.App,
                [
                    .. pub.Select(c => (Ports.Nginx, Ports.Nginx, c)),
                    .. scope.IsProduction ? app.Select(c => (Ports.Https, Ports.Https, c)) : [],
                    .. Replies,
                ],
                [
                    (Ports.Https, Ports.Https, NetworkCompiler.Internet),
                    .. !DatabaseKeys.IsOn(blueprint) ? [] : data.Select(c => (Ports.PostgreSql, Ports.PostgreSql, c)),
                    .. pub.Select(c => (Ports.EphemeralFrom, Ports.EphemeralTo, c)),
                    .. scope.IsProduction ? app.Select(c => (Ports.EphemeralFrom, Ports.EphemeralTo, c)) : [],
                ]
            ),
            Acl(
                scope,
                SubnetTier.Data,
                [.. !DatabaseKeys.IsOn(blueprint) ? [] : app.Select(c => (Ports.PostgreSql, Ports.PostgreSql, c))],
                [.. !DatabaseKeys.IsOn(blueprint) ? [] : app.Select(c => (Ports.EphemeralFrom, Ports.EphemeralTo, c))]
            ),
        ];
    }

    public static int TestPort(Blueprint blueprint) => blueprint.Get(NetworkKeys.Domain) is null ? Ports.TestHttp : Ports.TestHttps;

    /// <summary>Replies from the internet, around the port of remote desktops.</summary>
    static (int From, int To, string Cidr)[] Replies =>
        [
            (Ports.EphemeralFrom, Ports.RemoteDesktop - 1, NetworkCompiler.Internet),
            (Ports.RemoteDesktop + 1, Ports.EphemeralTo, NetworkCompiler.Internet),
        ];

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
