namespace Railhead.Model;

/// <summary>A stateful set of rules around network interfaces; what no rule allows is denied.</summary>
/// <param name="Key">What it is around: <c>load-balancer</c>, <c>tasks</c>, <c>database</c>, <c>endpoints</c>.</param>
/// <param name="Name">Such as <c>guestbook-production-tasks</c>.</param>
/// <param name="Description">For people.</param>
/// <param name="Rules">What is allowed.</param>
public sealed record SecurityGroup(string Key, string Name, string Description, IReadOnlyList<SecurityRule> Rules);

/// <summary>TCP from or to a group or an address range; exactly one of <paramref name="Group"/> and <paramref name="Cidr"/> is given.</summary>
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

public enum Direction
{
    Ingress,
    Egress,
}

/// <summary>Stateless rules around a kind of subnet, the lowest number first; what no rule allows is denied, so replies need rules too.</summary>
/// <param name="Name">Such as <c>guestbook-production-data</c>.</param>
/// <param name="Tier">The subnets that it is around.</param>
/// <param name="Rules">All allow; TCP.</param>
public sealed record NetworkAcl(string Name, SubnetTier Tier, IReadOnlyList<AclRule> Rules);

/// <param name="Number">Place in the order, unique in its direction.</param>
/// <param name="Direction">As the subnet sees it.</param>
/// <param name="FromPort">First destination port.</param>
/// <param name="ToPort">Last destination port.</param>
/// <param name="Cidr">IPv4 range of the others.</param>
public sealed record AclRule(int Number, Direction Direction, int FromPort, int ToPort, string Cidr);
