namespace Railhead.Local;

/// <summary>ALB's words for a target's health.</summary>
public enum TargetHealthState
{
    /// <summary>No check has passed yet.</summary>
    Initial,
    Healthy,
    Unhealthy,

    /// <summary>It finishes its requests and gets nothing new.</summary>
    Draining,
}
