namespace Railhead.Local;

/// <summary>A process as <see cref="EventWatch"/> saw it last.</summary>
/// <param name="Restarts">Its crashes since its service was installed.</param>
/// <param name="State">Its state.</param>
public sealed record Sighting(int Restarts, SightingState State);

/// <summary>The state of a process that is watched; the numbers are stored, never change one.</summary>
public enum SightingState
{
    /// <summary>It did not run since the environment was started.</summary>
    New = 0,
    Well = 1,

    /// <summary>It crashed, and has not come back yet.</summary>
    Crashed = 2,

    /// <summary>It fails its health checks.</summary>
    Unhealthy = 3,

    /// <summary>A task's app that runs and has not served yet.</summary>
    Started = 4,
}
