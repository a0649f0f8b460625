namespace Railhead.Model;

/// <summary>How a commit becomes what serves.</summary>
public sealed record Pipeline
{
    /// <summary>The branch whose pushes deploy.</summary>
    public required string Branch { get; init; }

    /// <summary>Build script (<c>/bin/sh -euc</c>), or null: the checkout is the release.</summary>
    public required string? Build { get; init; }

    /// <summary>Release command (<c>/bin/sh -euc</c>, in the release, once per deployment), or null.</summary>
    public required string? Release { get; init; }

    /// <summary>Releases that are kept for a rollback.</summary>
    public required int Keep { get; init; }

    /// <summary>Seconds that the old task set waits after the traffic has moved.</summary>
    public required int Bake { get; init; }
}
