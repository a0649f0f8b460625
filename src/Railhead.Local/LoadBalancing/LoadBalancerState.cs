using Railhead.Model;

namespace Railhead.Local;

/// <summary>A fixed place for a task set: a target group of the load balancer. The numbers are stored, never change one.</summary>
public enum Slot
{
    Blue = 0,
    Green = 1,
}

/// <summary>How far a target is.</summary>
public enum TargetPhase
{
    /// <summary>Checked each second, gets no traffic until its first passed check.</summary>
    Initial,
    InService,

    /// <summary>Finishes what it has, gets nothing new.</summary>
    Draining,
}

/// <param name="Name">The task's id.</param>
/// <param name="Address">IPv4 address.</param>
/// <param name="Port">Its nginx's.</param>
/// <param name="Phase">How far it is.</param>
public sealed record Target(string Name, string Address, int Port, TargetPhase Phase);

/// <summary>What the load balancer is meant to do: the whole of it.</summary>
public sealed record LoadBalancerState
{
    /// <summary>The host that health checks carry.</summary>
    public required string Host { get; init; }

    /// <summary>By slot, because two task sets may have different ones while a deployment runs.</summary>
    public required IReadOnlyDictionary<Slot, HealthCheck> HealthChecks { get; init; }

    public required IReadOnlyDictionary<Slot, IReadOnlyList<Target>> Targets { get; init; }

    /// <summary>Shares of the traffic in thousandths, together 1,000; empty: nothing is served.</summary>
    public required IReadOnlyDictionary<Slot, int> Weights { get; init; }
}

/// <summary>A target as the load balancer sees it.</summary>
/// <param name="Name">The task's id.</param>
/// <param name="Slot">Where it is registered.</param>
/// <param name="Health">ALB's word: initial, healthy, unhealthy or draining.</param>
/// <param name="IsDrained">No request is with it and none waits for it.</param>
/// <param name="LastCheck">What the last check found, for people; null before the first.</param>
public sealed record TargetHealth(string Name, Slot Slot, string Health, bool IsDrained, string? LastCheck);
