namespace Railhead.Local;

/// <summary>The present state of a service.</summary>
/// <param name="Name">The service.</param>
/// <param name="Supervised">Its <c>s6-supervise</c> lives.</param>
/// <param name="Wanted">It shall run.</param>
/// <param name="Pid">The process, which leads a group of its own; null while it is down, held back or waits for its environment
/// file.</param>
/// <param name="Since">When that process was started.</param>
/// <param name="LastStart">When a program of it was started last, whether it lives or not; null when none ever was.</param>
/// <param name="Restarts">Deaths that nobody asked for since the service was installed.</param>
/// <param name="CrashLooping">It ended several times in a row soon after its start.</param>
/// <param name="ExitCode">Of the last process that ended by itself; null when there was none, or a signal ended it.</param>
/// <param name="Signal">The number of the signal that ended the last one.</param>
public sealed record ServiceStatus(
    string Name,
    bool Supervised,
    bool Wanted,
    int? Pid,
    DateTimeOffset? Since,
    DateTimeOffset? LastStart,
    int Restarts,
    bool CrashLooping,
    int? ExitCode,
    int? Signal
)
{
    public bool Up => Pid is not null;
}
