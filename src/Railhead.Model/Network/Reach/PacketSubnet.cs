namespace Railhead.Model;

/// <param name="Name">How people find it.</param>
/// <param name="Vpc">The VPC.</param>
/// <param name="Zone">Availability zone.</param>
/// <param name="Range">IPv4 range.</param>
/// <param name="Routes">Its route table.</param>
/// <param name="Acl">Its network ACL.</param>
public sealed record PacketSubnet(string Name, PacketVpc Vpc, string Zone, AddressRange Range, PacketRouteTable Routes, PacketAcl Acl);
