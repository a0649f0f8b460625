namespace Railhead.Model;

/// <summary>What the environment may cost, and how its cost is told apart.</summary>
public sealed record Cost
{
    /// <summary>USD a month, or null.</summary>
    public required decimal? Budget { get; init; }
}
