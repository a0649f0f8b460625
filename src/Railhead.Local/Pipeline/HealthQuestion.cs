using Railhead.Model;

namespace Railhead.Local;

/// <summary>All that <see cref="HealthVerdict"/> decides from.</summary>
public sealed record HealthQuestion
{
    public required Slot Slot { get; init; }

    /// <summary>How many tasks the set should have.</summary>
    public required int Desired { get; init; }

    /// <summary>The health check's path, for people.</summary>
    public required string Path { get; init; }

    public required IReadOnlyList<TaskObservation> Tasks { get; init; }

    /// <summary>The problem that the control plane has at the moment, for people.</summary>
    public required string? Problem { get; init; }

    /// <summary>How long the set has been waited for.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>How long it had been waited for at the last reminder.</summary>
    public required TimeSpan LastReminder { get; init; }

    /// <summary>How long the set may take until it is healthy.</summary>
    public required TimeSpan Grace { get; init; }

    public TimeSpan BetweenReminders { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The question about a set, as the last pass saw it.</summary>
    public static HealthQuestion About(Slot slot, Architecture architecture, Snapshot snapshot, TimeSpan elapsed, TimeSpan lastReminder) =>
        new()
        {
            Slot = slot,
            Desired = architecture.Services.Desired,
            Path = architecture.LoadBalancing.HealthCheck.Path,
            Tasks = snapshot.Tasks,
            Problem = snapshot.Error,
            Elapsed = elapsed,
            LastReminder = lastReminder,
            Grace = TimeSpan.FromSeconds(architecture.Services.HealthGracePeriod),
        };
}
