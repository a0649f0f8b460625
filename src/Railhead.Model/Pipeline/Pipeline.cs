namespace Railhead.Model;

/// <summary>How a commit becomes what serves.</summary>
public sealed record Pipeline
{
    public required string Name { get; init; }

    /// <summary>The branch whose pushes deploy.</summary>
    public required string Branch { get; init; }

    /// <summary>On GitHub, <c>owner/name</c>; null: nobody has said it yet.</summary>
    public required string? Repository { get; init; }

    /// <summary>
    /// Folders that the checkout has beside the app's, relative to the repository's root; <c>.</c> is the whole repository.
    /// </summary>
    public required IReadOnlyList<string> Include { get; init; }

    /// <summary>Build script (<c>/bin/sh -euc</c>), or null: the checkout is the release.</summary>
    public required string? Build { get; init; }

    /// <summary>Release command (<c>/bin/sh -euc</c>, in the release, once per deployment), or null.</summary>
    public required string? Release { get; init; }

    /// <summary>The app's own Dockerfile, relative; null: one is generated.</summary>
    public required string? Dockerfile { get; init; }

    /// <summary>The environment whose images are deployed, or null: the pipeline builds its own.</summary>
    public required Promotion? From { get; init; }

    /// <summary>In their order.</summary>
    public required IReadOnlyList<PipelineStage> Stages { get; init; }

    /// <summary>What moves the traffic on AWS.</summary>
    public required DeploymentEngine Engine { get; init; }

    public required DeploymentStrategy Strategy { get; init; }

    /// <summary>Releases that are kept for a rollback.</summary>
    public required int Keep { get; init; }

    /// <summary>Seconds that the old task set waits after the traffic has moved.</summary>
    public required int Bake { get; init; }

    /// <summary>The same on AWS, where production waits for alarms by default.</summary>
    public required int BakeOnAws { get; init; }

    /// <summary>Seconds that a deployment on AWS may take: starting tasks, moving traffic, and <see cref="BakeOnAws"/>.</summary>
    public required int LongestDeployment { get; init; }

    /// <summary>Names of the alarms that take a deployment back.</summary>
    public required IReadOnlyList<string> RollbackAlarms { get; init; }
}
