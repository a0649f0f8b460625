namespace Railhead.Model;

/// <summary>
/// TCP from or to a group or an address range; exactly one of <paramref name="Group"/> and <paramref name="Cidr"/> is given.
/// </summary>
/// <param name="Direction">As the group's members see it.</param>
/// <param name="FromPort">First destination port.</param>
/// <param name="ToPort">Last destination port.</param>
/// <param name="Group">Key of the other group.</param>
/// <param name="Cidr">IPv4 range of the others.</param>
/// <param name="Why">For people.</param>
public sealed record SecurityRule(Direction Direction, int FromPort, int ToPort, string? Group, string? Cidr, string Why)
{
    internal static SecurityRule To(int port, string group, string why) => new(Direction.Egress, port, port, group, null, why);

    internal static SecurityRule From(int port, string group, string why) => new(Direction.Ingress, port, port, group, null, why);

    internal static SecurityRule ToRange(int port, string cidr, string why) => new(Direction.Egress, port, port, null, cidr, why);

    internal static SecurityRule FromRange(int port, string cidr, string why) => new(Direction.Ingress, port, port, null, cidr, why);
}
