namespace Railhead.Model;

/// <summary>
/// Stateless rules around a kind of subnet, the lowest number first; what no rule allows is denied, so replies need rules too.
/// </summary>
/// <param name="Name">Such as <c>guestbook-production-data</c>.</param>
/// <param name="Tier">The subnets that it is around.</param>
/// <param name="Rules">All allow; TCP.</param>
public sealed record NetworkAcl(string Name, SubnetTier Tier, IReadOnlyList<AclRule> Rules);
