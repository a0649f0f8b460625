namespace Railhead.Model;

/// <summary>One decision on the way of a packet.</summary>
/// <param name="At">Where: a subnet, a place, a gateway.</param>
/// <param name="Check">Security group, network ACL, route or gateway, with the direction.</param>
/// <param name="Packet">The packet: <c>tcp 5432 to 10.42.8.4</c>.</param>
/// <param name="Rule">The rule that decided.</param>
/// <param name="Allowed">Whether the packet went on.</param>
public sealed record ReachStep(string At, string Check, string Packet, string Rule, bool Allowed);
