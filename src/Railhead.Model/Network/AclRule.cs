namespace Railhead.Model;

/// <param name="Number">Place in the order, unique in its direction.</param>
/// <param name="Direction">As the subnet sees it.</param>
/// <param name="FromPort">First destination port.</param>
/// <param name="ToPort">Last destination port.</param>
/// <param name="Cidr">IPv4 range of the others.</param>
public sealed record AclRule(int Number, Direction Direction, int FromPort, int ToPort, string Cidr);
