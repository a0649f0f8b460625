namespace Railhead.Aws;

/// <summary>What a change would cost in a month.</summary>
/// <param name="Change">Such as <c>zones: 3</c>.</param>
/// <param name="Note">What else it means, or null.</param>
/// <param name="Difference">USD; negative if it saves money.</param>
public sealed record CostChange(string Change, string? Note, decimal Difference);
