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

    public required IReadOnlyList<RouteTable> RouteTables { get; init; }

    public required IReadOnlyList<SecurityGroup> SecurityGroups { get; init; }

    /// <summary>One for each kind of subnet.</summary>
    public required IReadOnlyList<NetworkAcl> NetworkAcls { get; init; }

    /// <summary>Ways to AWS services that do not lead through the NAT gateway.</summary>
    public required IReadOnlyList<VpcEndpoint> Endpoints { get; init; }

    /// <summary>Log group of the VPC flow logs.</summary>
    public required string FlowLogGroup { get; init; }
}

/// <summary>What a subnet is for: public ones hold the load balancer and NAT gateways only.</summary>
public enum SubnetTier
{
    Public,
    App,
    Data,
}

/// <param name="Name">Such as <c>app-a</c>.</param>
/// <param name="Tier">What it is for.</param>
/// <param name="Zone">Availability zone.</param>
/// <param name="Cidr">IPv4 range within the VPC's.</param>
public sealed record Subnet(string Name, SubnetTier Tier, string Zone, string Cidr);

/// <summary>How many NAT gateways: one is cheaper, one per zone outlives a zone.</summary>
public enum NatPolicy
{
    Single,
    PerZone,
}

/// <param name="Name">Such as <c>app-a</c>.</param>
/// <param name="Subnets">Names of the subnets that use it.</param>
/// <param name="Routes">Beside the VPC's own.</param>
public sealed record RouteTable(string Name, IReadOnlyList<string> Subnets, IReadOnlyList<Route> Routes);

/// <param name="Destination">IPv4 range.</param>
/// <param name="Target">What the packets are given to.</param>
/// <param name="NatZone">Zone of the NAT gateway, where it is one.</param>
public sealed record Route(string Destination, RouteTarget Target, string? NatZone = null);

public enum RouteTarget
{
    InternetGateway,
    NatGateway,
}

/// <param name="Service">Such as <c>s3</c> or <c>ecr.dkr</c>.</param>
/// <param name="Kind">Gateway endpoints cost nothing; interface endpoints cost by the hour and zone.</param>
/// <param name="Subnets">Names of the subnets with an address of it; none for a gateway.</param>
public sealed record VpcEndpoint(string Service, EndpointKind Kind, IReadOnlyList<string> Subnets);

public enum EndpointKind
{
    Gateway,
    Interface,
}
