namespace Railhead.Model;

/// <summary>The one service of an environment: how many tasks of which definition.</summary>
public sealed record Services
{
    /// <summary>The ECS cluster.</summary>
    public required string Cluster { get; init; }

    public required string Name { get; init; }

    public required TaskDefinition TaskDefinition { get; init; }

    /// <summary>Whether walls stand around tasks on this machine.</summary>
    public required IsolationMode Isolation { get; init; }

    /// <summary>The task that runs the release command once per deployment, before traffic; null when there is no command.</summary>
    public required ReleaseTask? ReleaseTask { get; init; }

    public required int Desired { get; init; }

    public required int Min { get; init; }

    public required int Max { get; init; }

    public required IReadOnlyList<ScalingPolicy> Scaling { get; init; }

    /// <summary>Changes of min and max at fixed times.</summary>
    public required IReadOnlyList<ScheduledScaling> Schedules { get; init; }

    /// <summary>The capacity that tasks run on: on-demand, and Spot in environments that can bear an interruption.</summary>
    public required IReadOnlyList<CapacityProvider> Capacity { get; init; }

    /// <summary>Seconds that a new task may take to its first passed check.</summary>
    public required int HealthGracePeriod { get; init; }

    public required IReadOnlyList<ImageRepository> Repositories { get; init; }
}
