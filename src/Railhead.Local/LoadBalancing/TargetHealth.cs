namespace Railhead.Local;

/// <summary>A target as the load balancer sees it.</summary>
/// <param name="Name">The target's name.</param>
/// <param name="Slot">Where it is.</param>
/// <param name="Health">An initial target that is healthy has passed its first check and may be put in service.</param>
/// <param name="Sessions">
/// Requests and upgraded connections that are with it now, those of a worker that a reload left behind included.
/// </param>
/// <param name="Queue">Requests that wait for it.</param>
/// <param name="IsDrained">
/// It drains, nothing is left and nothing new can come: the task may be stopped. Not while a worker that a reload left behind (30 s at
/// most) might still send it something.
/// </param>
/// <param name="LastCheck">The result of the last check, for people; null before the first.</param>
public sealed record TargetHealth(
    string Name,
    Slot Slot,
    TargetHealthState Health,
    int Sessions,
    int Queue,
    bool IsDrained,
    string? LastCheck
);
