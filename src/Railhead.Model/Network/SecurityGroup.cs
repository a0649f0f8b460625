namespace Railhead.Model;

/// <summary>A stateful set of rules around network interfaces; what no rule allows is denied.</summary>
/// <param name="Key">The member that it guards: <c>load-balancer</c>, <c>tasks</c>, <c>database</c>, <c>endpoints</c>.</param>
/// <param name="Name">Such as <c>guestbook-production-tasks</c>.</param>
/// <param name="Description">For people.</param>
/// <param name="Rules">The allowed connections; all others are denied.</param>
public sealed record SecurityGroup(string Key, string Name, string Description, IReadOnlyList<SecurityRule> Rules);
