namespace Railhead.Model;

/// <summary>Who may speak to whom: security groups, which name groups.</summary>
static class SecurityCompiler
{
    public static IReadOnlyList<SecurityGroup> Groups(Blueprint blueprint, Scope scope, string vpc)
    {
        var hasDatabase = DatabaseKeys.IsOn(blueprint);
        return
        [
            Group(scope, SecurityGroupKeys.LoadBalancer, "The load balancer", LoadBalancer(blueprint)),
            Group(scope, SecurityGroupKeys.Tasks, "The app's tasks", Tasks(blueprint, scope, vpc, hasDatabase)),
            .. hasDatabase
                ? [Group(scope, SecurityGroupKeys.Database, "The database", [From(WellKnownPorts.PostgreSql, "queries")])]
                : Array.Empty<SecurityGroup>(),
            .. NetworkCompiler.HasInterfaceEndpoints(blueprint, scope)
                ?
                [
                    Group(
                        scope,
                        SecurityGroupKeys.Endpoints,
                        "Endpoints of AWS services",
                        [From(WellKnownPorts.Https, "images, logs and secrets")]
                    ),
                ]
                : Array.Empty<SecurityGroup>(),
        ];
    }

    static SecurityRule[] LoadBalancer(Blueprint blueprint)
    {
        var hasTls = blueprint.Get(NetworkKeys.Domain) is not null;
        return
        [
            SecurityRule.FromRange(WellKnownPorts.Http, NetworkCompiler.Internet, hasTls ? "clients, redirected to HTTPS" : "clients"),
            .. hasTls ? [SecurityRule.FromRange(WellKnownPorts.Https, NetworkCompiler.Internet, "clients")] : Array.Empty<SecurityRule>(),
            PathMtu(),
            SecurityRule.To(WellKnownPorts.Nginx, SecurityGroupKeys.Tasks, "requests and health checks"),
        ];
    }

    static SecurityRule[] Tasks(Blueprint blueprint, Scope scope, string vpc, bool hasDatabase)
    {
        var ports = Egress.Ports(blueprint);
        return
        [
            SecurityRule.From(WellKnownPorts.Nginx, SecurityGroupKeys.LoadBalancer, "requests and health checks"),
            PathMtu(),
            .. ports.Select(port =>
                SecurityRule.ToRange(
                    port,
                    NetworkCompiler.Internet,
                    port == WellKnownPorts.Https ? "AWS services, and services that the app uses" : "services that the app uses"
                )
            ),
            // The group of GuardDuty's endpoint is AWS's own, so the rule names addresses.
            .. ports.Contains(WellKnownPorts.Https)
                ? Array.Empty<SecurityRule>()
                :
                [
                    SecurityRule.ToRange(WellKnownPorts.Https, vpc, "endpoints of AWS services"),
                    new(Direction.Egress, WellKnownPorts.Https, WellKnownPorts.Https, null, null, "buckets and layers of images")
                    {
                        ToS3 = true,
                    },
                ],
            .. hasDatabase
                ? [SecurityRule.To(WellKnownPorts.PostgreSql, SecurityGroupKeys.Database, "queries")]
                : Array.Empty<SecurityRule>(),
        ];
    }

    /// <summary>
    /// A router on the way reports that a packet is too large; AWS recommends the rule for load balancers
    /// (docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-update-security-groups.html).
    /// </summary>
    static SecurityRule PathMtu() =>
        new(
            Direction.Ingress,
            WellKnownPorts.IcmpUnreachable,
            WellKnownPorts.IcmpFragmentationNeeded,
            null,
            NetworkCompiler.Internet,
            "packets are too large for a network on the way"
        )
        {
            Protocol = Protocol.Icmp,
        };

    static SecurityRule From(int port, string why) => SecurityRule.From(port, SecurityGroupKeys.Tasks, why);

    /// <summary>EC2 keeps names that begin like a group's id.</summary>
    static SecurityGroup Group(Scope scope, string key, string description, IReadOnlyList<SecurityRule> rules) =>
        new(key, scope.Name(key, Naming.RoleLimit, "sg-"), description, rules);
}
