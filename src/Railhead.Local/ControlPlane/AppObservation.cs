namespace Railhead.Local;

/// <summary>A task's app as one pass saw it.</summary>
/// <param name="Pid">Its process now; null when none runs.</param>
/// <param name="Since">When that process started.</param>
/// <param name="LastPass">The app as the pass before saw it; null when that pass did not see this task.</param>
/// <param name="IsPrepared">
/// Whether the task's environment is there. A <c>down</c> and a reboot delete it, and the app cannot start without it.
/// </param>
public sealed record AppObservation(int? Pid, DateTimeOffset? Since, AppSighting? LastPass, bool IsPrepared)
{
    public bool Up => Pid is not null;
}

/// <summary>The app's process as an earlier pass saw it.</summary>
public sealed record AppSighting(int? Pid);
