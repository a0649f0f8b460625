namespace Railhead.Model;

/// <summary>The routes of some subnets, beside those inside the VPC.</summary>
public sealed record PacketRouteTable(string Name, IReadOnlyList<PacketRoute> Routes);
