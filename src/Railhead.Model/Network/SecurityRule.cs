namespace Railhead.Model;

/// <summary>
/// From or to a group, an address range, or the addresses of S3; exactly one of <paramref name="Group"/>, <paramref name="Cidr"/> and
/// <see cref="ToS3"/> is given.
/// </summary>
/// <param name="Direction">As the group's members see it.</param>
/// <param name="FromPort">First destination port.</param>
/// <param name="ToPort">Last destination port.</param>
/// <param name="Group">Key of the other group.</param>
/// <param name="Cidr">IPv4 range of the others.</param>
/// <param name="Why">For people, without a full stop.</param>
public sealed record SecurityRule(Direction Direction, int FromPort, int ToPort, string? Group, string? Cidr, string Why)
{
    public Protocol Protocol { get; init; } = Protocol.Tcp;

    /// <summary>The others are the addresses of S3 in the region, which its gateway endpoint knows.</summary>
    public bool ToS3 { get; init; }

    internal static SecurityRule To(int port, string group, string why) => new(Direction.Egress, port, port, group, null, why);

    internal static SecurityRule From(int port, string group, string why) => new(Direction.Ingress, port, port, group, null, why);

    internal static SecurityRule ToRange(int port, string cidr, string why) => new(Direction.Egress, port, port, null, cidr, why);

    internal static SecurityRule FromRange(int port, string cidr, string why) => new(Direction.Ingress, port, port, null, cidr, why);
}
