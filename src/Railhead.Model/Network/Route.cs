namespace Railhead.Model;

/// <param name="Destination">IPv4 range.</param>
/// <param name="Target">The next hop of the packets.</param>
/// <param name="NatZone">Zone of the NAT gateway, where it is one.</param>
public sealed record Route(string Destination, RouteTarget Target, string? NatZone = null);
