namespace Railhead.Model;

/// <param name="Name">Such as <c>app-a</c>.</param>
/// <param name="Tier">Its purpose.</param>
/// <param name="Zone">Availability zone.</param>
/// <param name="Cidr">IPv4 range within the VPC's.</param>
public sealed record Subnet(string Name, SubnetTier Tier, string Zone, string Cidr);
