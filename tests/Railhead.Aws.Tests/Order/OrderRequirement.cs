namespace Railhead.Aws.Tests;

/// <summary>Two resources whose order AWS cares about.</summary>
/// <param name="Before">Address that must exist when the other one is created, and still exist when it is deleted.</param>
/// <param name="After">Address of the other one.</param>
/// <param name="Because">What goes wrong otherwise.</param>
/// <param name="Source">Where this is written or was seen.</param>
sealed record OrderRequirement(string Before, string After, string Because, string Source)
{
    /// <summary>Where this resource exists, the row is about another one: the listener that forwards.</summary>
    public string? Unless { get; init; }

    public bool AppliesTo(ResourceGraph graph) => graph.Has(Before) && graph.Has(After) && (Unless is null || !graph.Has(Unless));

    public override string ToString() => $"{Before} before {After}";
}
