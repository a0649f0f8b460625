namespace Railhead.Aws;

/// <summary>A resource that breaks a rule.</summary>
/// <param name="Resource">The resource.</param>
/// <param name="Message">What is wrong, as a clause without a full stop.</param>
public sealed record PolicyMatch(PolicyResource Resource, string Message);
