namespace Railhead.Local;

/// <summary>The result of one pass of the reconciler, whole and immutable; readers never see half a pass.</summary>
public sealed record Snapshot
{
    /// <summary>Counts the passes.</summary>
    public required long Pass { get; init; }

    /// <summary>Tasks that exist, in the order of their start.</summary>
    public required IReadOnlyList<TaskObservation> Tasks { get; init; }

    /// <summary>Whether the load balancer runs with exactly what the state says.</summary>
    public required bool LoadBalancerCurrent { get; init; }

    /// <summary>Whether the platform's parts can be used.</summary>
    public required IReadOnlyDictionary<PlatformPart, Readiness> Platform { get; init; }

    /// <summary>The problem of this pass, for people; null when there was none.</summary>
    public required string? Error { get; init; }

    public static Snapshot Empty { get; } =
        new()
        {
            Pass = 0,
            Tasks = [],
            LoadBalancerCurrent = false,
            Platform = new Dictionary<PlatformPart, Readiness>(),
            Error = null,
        };

    public Readiness Of(PlatformPart part) => Platform.GetValueOrDefault(part, Readiness.Starting);
}

/// <param name="Row">The task as the state has it.</param>
/// <param name="App">Its app process; null before it was installed.</param>
/// <param name="Nginx">Its nginx; likewise.</param>
/// <param name="Target">How the load balancer sees it; null when it is not registered.</param>
/// <param name="IsPrepared">Whether its environment is there.</param>
public sealed record TaskObservation(TaskRow Row, ServiceStatus? App, ServiceStatus? Nginx, TargetHealth? Target, bool IsPrepared);
