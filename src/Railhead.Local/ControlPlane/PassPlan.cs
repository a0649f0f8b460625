namespace Railhead.Local;

/// <summary>Decides what a pass does for a task that stays in its phase, and when the next pass begins.</summary>
public static class PassPlan
{
    static readonly TimeSpan Idle = TimeSpan.FromSeconds(2),
        Busy = TimeSpan.FromMilliseconds(200);

    /// <summary>The work for a task. Its processes exist until it is removed, so that requests in progress can end.</summary>
    /// <param name="phase">The task's phase.</param>
    /// <param name="isPrepared">Whether its environment is there.</param>
    public static TaskWork WorkFor(TaskPhase phase, bool isPrepared) =>
        phase switch
        {
            TaskPhase.Stopping => TaskWork.Remove,
            // A task that is to go is not installed again after a "down" or a reboot.
            TaskPhase.Draining when !isPrepared => TaskWork.None,
            _ => TaskWork.Install,
        };

    /// <summary>Whether a task is on its way to another phase, or a problem waits for another try.</summary>
    /// <param name="problem">The problem of this pass, or null.</param>
    /// <param name="phases">The phases of all tasks.</param>
    public static bool IsBusy(string? problem, IEnumerable<TaskPhase> phases) =>
        problem is not null || phases.Any(phase => phase != TaskPhase.InService);

    /// <summary>The pause before the next pass.</summary>
    /// <param name="hasChanged">Whether this pass changed the state, which the load balancer has not seen yet.</param>
    /// <param name="problem">The problem of this pass, or null.</param>
    /// <param name="phases">The phases of all tasks.</param>
    public static TimeSpan Pause(bool hasChanged, string? problem, IEnumerable<TaskPhase> phases) =>
        hasChanged ? TimeSpan.Zero
        : IsBusy(problem, phases) ? Busy
        : Idle;
}

/// <summary>The work of a pass for one task.</summary>
public enum TaskWork
{
    /// <summary>Nothing: it goes without its processes.</summary>
    None,

    /// <summary>Its files and processes are made where they are missing or outdated.</summary>
    Install,

    /// <summary>Its removal goes on beside the passes; only its problem is looked at.</summary>
    Remove,
}
