namespace Railhead.Model;

/// <summary>The places that people can name.</summary>
public static class PacketPlaces
{
    public const string LoadBalancer = "loadbalancer";
    public const string Task = "task";
    public const string Database = "database";
    public const string EndpointPrefix = "endpoint:";
    public const string TaskPrefix = "task:";
    public const string EndpointsOnlyAnswer = "an endpoint opens no connections";

    /// <summary>Runtime monitoring sends what it sees here.</summary>
    const string GuardDutyService = "guardduty-data";

    public static PacketPlace Internet { get; } =
        new()
        {
            Name = "internet",
            Title = "Internet",
            Outside = AddressRange.All,
            Ports = [WellKnownPorts.Https],
        };

    public static PacketPlace Store { get; } =
        new()
        {
            Name = "store",
            Title = "S3",
            Outside = PacketNetwork.StoreRange,
            Ports = [WellKnownPorts.Https],
            OnlyAnswers = "S3 opens no connections",
        };

    /// <summary>S3 has a public name: for strangers, the block of public access decides. Signed requests are a matter of IAM.</summary>
    /// <param name="open">The bucket that does not block public access, for people; null: all do.</param>
    /// <param name="block">The block, for people.</param>
    public static PacketPlace StoreFor(string? open, string block) =>
        Store with
        {
            AdmitsStrangers = open,
            DeniesStrangers = open is null ? $"{block}: S3 answers anonymous requests with 403" : null,
        };

    public static string Endpoint(string service) => EndpointPrefix + service;

    /// <summary>
    /// GuardDuty makes this endpoint itself, with a security group that accepts 443 from the VPC's ranges (GuardDuty guide, "How Runtime
    /// Monitoring works with Fargate").
    /// </summary>
    public static PacketPlace GuardDuty(IReadOnlyList<PacketSubnet> subnets)
    {
        const string name = "GuardDuty's security group";
        var https = PacketMatch.Tcp(new PortRange(WellKnownPorts.Https, WellKnownPorts.Https));
        var ranges = subnets.SelectMany(subnet => subnet.Vpc.Ranges).Distinct().ToList();
        var group = new PacketGroup(name, [new GroupEntry(name, Direction.Ingress, https, ranges, null)]);
        return new PacketPlace
        {
            Name = Endpoint(GuardDutyService),
            Title = "GuardDuty's endpoint",
            Ports = [WellKnownPorts.Https],
            Interfaces = [.. subnets.Select(subnet => new PacketInterface(subnet, [group], null, false, PortRange.Ephemeral))],
            OnlyAnswers = EndpointsOnlyAnswer,
            Note = "GuardDuty makes its endpoint by itself where runtime monitoring is on (infrastructure/account).",
        };
    }

    /// <summary>The place of a name; null: the network has none of this name.</summary>
    /// <param name="network">From an Architecture or a plan.</param>
    /// <param name="name">As people write it.</param>
    /// <param name="app">The network's own app.</param>
    public static PacketPlace? Find(PacketNetwork network, string name, string app)
    {
        if (network.Find(name) is { } place)
        {
            return place;
        }

        if (name == TaskPrefix + app && network.Find(Task) is { } own)
        {
            return own with { Name = name };
        }

        if (name.StartsWith(TaskPrefix, StringComparison.Ordinal) && name.Length > TaskPrefix.Length)
        {
            return OtherApp(name);
        }

        if (!name.StartsWith(EndpointPrefix, StringComparison.Ordinal) || name.Length == EndpointPrefix.Length)
        {
            return null;
        }

        var service = name[EndpointPrefix.Length..];
        return service == "s3" ? network.Find(Store.Name)! with { Name = name } : Service(name, service);
    }

    /// <summary>Each app has a VPC of its own, and nothing connects two of them.</summary>
    static PacketPlace OtherApp(string name) =>
        new()
        {
            Name = name,
            Title = $"task of {name[TaskPrefix.Length..]}",
            Outside = AddressRange.Parse("172.31.0.0/24"),
            Ports = [WellKnownPorts.Nginx],
            Note = "Another app is in a VPC of its own; its private addresses have no route here.",
        };

    static PacketPlace Service(string name, string service) =>
        new()
        {
            Name = name,
            Title = $"AWS's {service}",
            Outside = PacketNetwork.ServiceRange,
            Ports = [WellKnownPorts.Https],
            OnlyAnswers = "an AWS service opens no connections",
            Note = $"The VPC has no endpoint of {service}: requests go to the service's public address.",
        };
}
