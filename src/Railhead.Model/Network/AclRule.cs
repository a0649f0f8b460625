namespace Railhead.Model;

/// <param name="Name">What it allows, such as <c>https-from-clients</c>; unique in its direction.</param>
/// <param name="Number">
/// Unique in its direction, and of the rule's meaning alone: another rule that comes or goes does not change it.
/// </param>
/// <param name="Direction">As the subnet sees it.</param>
/// <param name="FromPort">First destination port.</param>
/// <param name="ToPort">Last destination port.</param>
/// <param name="Cidr">IPv4 range of the others.</param>
public sealed record AclRule(string Name, int Number, Direction Direction, int FromPort, int ToPort, string Cidr)
{
    public Protocol Protocol { get; init; } = Protocol.Tcp;
}
