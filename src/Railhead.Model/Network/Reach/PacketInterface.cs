namespace Railhead.Model;

/// <summary>A network interface, or all of a place in one subnet.</summary>
/// <param name="Subnet">Where it is.</param>
/// <param name="Groups">Its security groups. Null: it has none and accepts everything, as a load balancer of layer 4 can.</param>
/// <param name="PublicAddress">The address that the Internet sees; null: it has none.</param>
/// <param name="IsNamedPublicly">Its name resolves to the public address inside the VPC too, as an internet-facing load balancer's.</param>
/// <param name="Source">The source ports of connections that it opens.</param>
public sealed record PacketInterface(
    PacketSubnet Subnet,
    IReadOnlyList<PacketGroup>? Groups,
    uint? PublicAddress,
    bool IsNamedPublicly,
    PortRange Source
);
