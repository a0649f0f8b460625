namespace Railhead.Aws;

/// <summary>A resource that breaks a rule, and the reason when that is on purpose.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Resource">The resource.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Exception">The written reason; null when nobody has written one.</param>
public sealed record PolicyFinding(PolicyRule Rule, PolicyResource Resource, string Message, string? Exception);
