namespace Railhead.Model;

/// <summary>The virtual private cloud of an environment.</summary>
public sealed record Network
{
    public required string Region { get; init; }

    /// <summary>IPv4 range of the VPC, such as <c>10.42.0.0/16</c>; another one for each app and environment, mostly.</summary>
    public required string Cidr { get; init; }

    /// <summary>Names of the availability zones, such as <c>eu-west-1a</c>; two or three. AWS takes the account's first ones.</summary>
    public required IReadOnlyList<string> Zones { get; init; }

    /// <summary>Public, app and data subnets, one of each per zone.</summary>
    public required IReadOnlyList<Subnet> Subnets { get; init; }

    public required NatPolicy Nat { get; init; }

    /// <summary>The zones with a NAT gateway.</summary>
    public IEnumerable<string> NatZones => Nat == NatPolicy.PerZone ? Zones : Zones.Take(1);

    public required IReadOnlyList<RouteTable> RouteTables { get; init; }

    public required IReadOnlyList<SecurityGroup> SecurityGroups { get; init; }

    /// <summary>One for each kind of subnet.</summary>
    public required IReadOnlyList<NetworkAcl> NetworkAcls { get; init; }

    /// <summary>Ways to AWS services that do not lead through the NAT gateway.</summary>
    public required IReadOnlyList<VpcEndpoint> Endpoints { get; init; }

    /// <summary>Log group of the VPC flow logs.</summary>
    public required string FlowLogGroup { get; init; }
}
