namespace Railhead.Model;

/// <param name="Name">Of the web ACL.</param>
/// <param name="ManagedRules">AWS's rule groups, in the order in which they look.</param>
/// <param name="RateLimit">Requests that one address may send in five minutes.</param>
public sealed record Firewall(string Name, IReadOnlyList<string> ManagedRules, int RateLimit);
