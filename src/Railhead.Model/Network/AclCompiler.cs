namespace Railhead.Model;

/// <summary>
/// The network ACLs around the subnets. They are stateless, so replies have rules too. A changed number means that Terraform deletes
/// the rule and creates it again, with seconds in which packets are dropped: so each meaning has its own block of numbers, and each
/// zone and each port its own place in it.
/// </summary>
static class AclCompiler
{
    /// <summary>
    /// The most rules that AWS takes in one direction unless the quota is raised: 20 with its own last one, which denies the rest
    /// (docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html).
    /// </summary>
    public const int MostRules = 19;

    /// <summary>The first number of the ports on the Internet; 443 is 10443.</summary>
    const int Ports = 10000;

    /// <summary>AWS takes numbers up to 32766.</summary>
    const int PortNumbers = 20000;

    public static IReadOnlyList<NetworkAcl> Compile(Blueprint blueprint, Scope scope, string vpc, IReadOnlyList<Subnet> subnets)
    {
        var plan = new Plan(
            vpc,
            Ranges(subnets, SubnetTier.Public),
            Ranges(subnets, SubnetTier.App),
            Ranges(subnets, SubnetTier.Data),
            blueprint.Get(NetworkKeys.Domain) is not null,
            DatabaseKeys.IsOn(blueprint),
            Egress.Ports(blueprint)
        );
        return
        [
            Acl(scope, SubnetTier.Public, Public(plan)),
            Acl(scope, SubnetTier.App, App(plan)),
            Acl(scope, SubnetTier.Data, Data(plan)),
        ];
    }

    /// <summary>
    /// Replies come to any source port of the load balancer and of NAT gateways, 3389 (remote desktop) included. Nothing else is in these
    /// subnets, and neither of the two accepts a connection on such a port.
    /// </summary>
    static IEnumerable<AclRule> Public(Plan plan) =>
        [
            In("http-from-clients", 100, WellKnownPorts.Http, NetworkCompiler.Internet),
            .. plan.HasTls ? [In("https-from-clients", 110, WellKnownPorts.Https, NetworkCompiler.Internet)] : Array.Empty<AclRule>(),
            In("replies", 200, WellKnownPorts.EphemeralFrom, NetworkCompiler.Internet) with
            {
                ToPort = WellKnownPorts.EphemeralTo,
            },
            PathMtu(Direction.Ingress),
            .. EachPort(plan.Ports, port => In($"nat-{port}", 0, port, plan.Vpc)),
            Out("replies", 200, WellKnownPorts.EphemeralFrom, NetworkCompiler.Internet) with
            {
                ToPort = WellKnownPorts.EphemeralTo,
            },
            PathMtu(Direction.Egress),
            .. EachZone(plan.App, 300, (zone, cidr) => Out($"nginx-{zone}", 0, WellKnownPorts.Nginx, cidr)),
            .. EachPort(plan.Ports, port => Out($"internet-{port}", 0, port, NetworkCompiler.Internet)),
        ];

    /// <summary>Endpoints of AWS's services have an address in each app subnet; so has GuardDuty's, which AWS makes itself.</summary>
    static IEnumerable<AclRule> App(Plan plan) =>
        [
            Replies(In("replies", 200, 0, NetworkCompiler.Internet)),
            PathMtu(Direction.Ingress),
            .. EachZone(plan.Public, 300, (zone, cidr) => In($"nginx-{zone}", 0, WellKnownPorts.Nginx, cidr)),
            .. EachZone(plan.App, 400, (zone, cidr) => In($"endpoints-{zone}", 0, WellKnownPorts.Https, cidr)),
            PathMtu(Direction.Egress),
            .. EachZone(
                plan.Public,
                300,
                (zone, cidr) =>
                    Out($"replies-to-load-balancer-{zone}", 0, WellKnownPorts.EphemeralFrom, cidr) with
                    {
                        ToPort = WellKnownPorts.EphemeralTo,
                    }
            ),
            .. EachZone(plan.App, 400, (zone, cidr) => Replies(Out($"replies-of-endpoints-{zone}", 0, 0, cidr))),
            .. plan.HasDatabase
                ? EachZone(plan.Data, 500, (zone, cidr) => Out($"database-{zone}", 0, WellKnownPorts.PostgreSql, cidr))
                : [],
            // S3 has addresses on the Internet, so HTTPS is open in any case; the tasks' security group is stricter.
            .. EachPort(
                plan.Ports.Append(WellKnownPorts.Https).Distinct(),
                port => Out($"internet-{port}", 0, port, NetworkCompiler.Internet)
            ),
        ];

    /// <summary>Databases among themselves, too: a read replica streams from the primary, whichever way RDS takes.</summary>
    static IEnumerable<AclRule> Data(Plan plan) =>
        !plan.HasDatabase
            ? []
            :
            [
                .. EachZone(plan.App, 300, (zone, cidr) => In($"database-{zone}", 0, WellKnownPorts.PostgreSql, cidr)),
                .. EachZone(plan.Data, 400, (zone, cidr) => In($"replication-{zone}", 0, WellKnownPorts.PostgreSql, cidr)),
                .. EachZone(plan.Data, 500, (zone, cidr) => Replies(In($"replies-of-replication-{zone}", 0, 0, cidr))),
                .. EachZone(plan.App, 300, (zone, cidr) => Replies(Out($"replies-to-tasks-{zone}", 0, 0, cidr))),
                .. EachZone(plan.Data, 400, (zone, cidr) => Out($"replication-{zone}", 0, WellKnownPorts.PostgreSql, cidr)),
                .. EachZone(plan.Data, 500, (zone, cidr) => Replies(Out($"replies-to-replication-{zone}", 0, 0, cidr))),
            ];

    static AclRule In(string name, int number, int port, string cidr) => new(name, number, Direction.Ingress, port, port, cidr);

    static AclRule Out(string name, int number, int port, string cidr) => new(name, number, Direction.Egress, port, port, cidr);

    /// <summary>To the source ports of Linux: tasks and databases.</summary>
    static AclRule Replies(AclRule rule) => rule with { FromPort = WellKnownPorts.LinuxEphemeralFrom, ToPort = WellKnownPorts.EphemeralTo };

    /// <summary>Path MTU discovery: docs.aws.amazon.com/AWSEC2/latest/UserGuide/network_mtu.html.</summary>
    static AclRule PathMtu(Direction direction) =>
        new("path-mtu", 210, direction, WellKnownPorts.IcmpUnreachable, WellKnownPorts.IcmpFragmentationNeeded, NetworkCompiler.Internet)
        {
            Protocol = Protocol.Icmp,
        };

    /// <summary>A zone's number is that of its letter: <c>eu-west-1c</c> is the third, whichever zones there are.</summary>
    static IEnumerable<AclRule> EachZone(IReadOnlyList<(char Zone, string Cidr)> ranges, int first, Func<char, string, AclRule> rule) =>
        ranges.Select(range => rule(range.Zone, range.Cidr) with { Number = first + range.Zone - 'a' });

    static IEnumerable<AclRule> EachPort(IEnumerable<int> ports, Func<int, AclRule> rule)
    {
        var taken = new HashSet<int>();
        foreach (var port in ports.Order())
        {
            var number = port % PortNumbers;
            while (!taken.Add(number))
            {
                number = (number + 1) % PortNumbers;
            }
            yield return rule(port) with
            {
                Number = Ports + number,
            };
        }
    }

    static NetworkAcl Acl(Scope scope, SubnetTier tier, IEnumerable<AclRule> rules) =>
        new(scope.Name(tier.ToString().ToLowerInvariant()), tier, [.. rules.OrderBy(r => r.Direction).ThenBy(r => r.Number)]);

    static List<(char, string)> Ranges(IReadOnlyList<Subnet> subnets, SubnetTier tier) =>
        subnets.Where(s => s.Tier == tier).Select(s => (s.Zone[^1], s.Cidr)).ToList();

    sealed record Plan(
        string Vpc,
        IReadOnlyList<(char Zone, string Cidr)> Public,
        IReadOnlyList<(char Zone, string Cidr)> App,
        IReadOnlyList<(char Zone, string Cidr)> Data,
        bool HasTls,
        bool HasDatabase,
        IReadOnlyList<int> Ports
    );
}
