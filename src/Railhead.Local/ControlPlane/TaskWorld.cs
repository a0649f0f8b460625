namespace Railhead.Local;

/// <summary>All that <see cref="TaskPlan"/> decides from, as one pass saw it.</summary>
public sealed record TaskWorld
{
    public required DateTimeOffset Now { get; init; }

    public required IReadOnlyList<TaskRow> Rows { get; init; }

    /// <summary>The set that has the traffic; null before the first deployment.</summary>
    public required Serving? Serving { get; init; }

    /// <summary>How many tasks the serving set has.</summary>
    public required int Desired { get; init; }

    public required IReadOnlyList<string> Zones { get; init; }

    /// <summary>The load balancer's answer by task, for the rows above. Null when it did not answer.</summary>
    public required IReadOnlyDictionary<string, TargetHealth>? Targets { get; init; }

    public required IReadOnlyDictionary<string, AppObservation> Apps { get; init; }

    /// <summary>The environment's own ports.</summary>
    public required PortPlan Ports { get; init; }

    public TaskLimits Limits { get; init; } = TaskLimits.Default;
}
