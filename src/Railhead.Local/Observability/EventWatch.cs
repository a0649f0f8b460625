using System.Globalization;

namespace Railhead.Local;

/// <summary>Looks at the processes after each pass, and records the events and warnings that follow.</summary>
/// <param name="state">The control plane's state.</param>
/// <param name="applied">The desired state.</param>
/// <param name="secrets">The secrets of the environment.</param>
/// <param name="events">Where they are recorded.</param>
/// <param name="supervisor">Knows the platform's processes.</param>
/// <param name="layout">The environment's folders.</param>
/// <param name="start">The event of the environment's start; null when only the control plane was started.</param>
/// <param name="time">The clock.</param>
public sealed class EventWatch(
    StateStore state,
    AppliedState applied,
    SecretStore secrets,
    EventStore events,
    Supervisor supervisor,
    Layout layout,
    EventKind? start,
    TimeProvider time
)
{
    static readonly TimeSpan Settling = TimeSpan.FromSeconds(10),
        BetweenRareLooks = TimeSpan.FromSeconds(15);

    static readonly IReadOnlyList<string> Platform =
    [
        .. Enum.GetValues<PlatformPart>().Where(part => part != PlatformPart.Supervisor).Select(part => part.Name()),
        .. SocketsService.Names,
        LogGuardService.Name,
    ];

    readonly long _started = time.GetTimestamp();
    readonly Dictionary<string, (DateTimeOffset Since, string Reason)> _failing = [];
    IReadOnlyDictionary<string, Sighting> _seen = start is null
        ? events.Sightings()
        : events.Sightings().ToDictionary(seen => seen.Key, seen => seen.Value with { State = SightingState.New });
    long? _lastRareLook;

    public void Look(Snapshot snapshot)
    {
        var processes = Processes(snapshot).ToList();
        var isSettling = start == EventKind.EnvironmentRecovered && time.GetElapsedTime(_started) < Settling;
        var (found, seen) = ProcessEvents.Decide(_seen, processes, isSettling);
        if (found.Count > 0 || (isSettling && seen.Any(now => now.Value.Restarts != _seen.GetValueOrDefault(now.Key)?.Restarts)))
        {
            events.Append(found, seen);
        }

        _seen = seen;
        events.Keep(WarningKind.CrashLoop, ProcessWarnings.CrashLoops(processes, applied.Serving?.Slot));
        LookAtReadiness(snapshot);
        if (_lastRareLook is not { } last || time.GetElapsedTime(last) >= BetweenRareLooks)
        {
            _lastRareLook = time.GetTimestamp();
            LookAtSecrets(snapshot);
            LookAtDisk();
        }
    }

    IEnumerable<WatchedProcess> Processes(Snapshot snapshot) =>
        Platform
            .Select(supervisor.Status)
            .OfType<ServiceStatus>()
            .Select(WatchedProcesses.OfPlatform)
            .Concat(snapshot.Tasks.SelectMany(WatchedProcesses.OfTask))
            .Append(
                WatchedProcesses.Supervisor(int.Parse(state.Setting(StateStore.SupervisorRestarts) ?? "0", CultureInfo.InvariantCulture))
            );

    void LookAtReadiness(Snapshot snapshot)
    {
        var now = time.GetUtcNow();
        foreach (var (part, readiness) in snapshot.Platform)
        {
            if (readiness is Readiness.HasFailed failed)
            {
                var since = _failing.TryGetValue(part.Name(), out var known) ? known.Since : now;
                _failing[part.Name()] = (since, failed.Reason);
            }
            else if (readiness is Readiness.IsReady)
            {
                _failing.Remove(part.Name());
            }
        }

        events.Keep(WarningKind.NotReady, ProcessWarnings.NotReady(_failing, now));
    }

    void LookAtSecrets(Snapshot snapshot)
    {
        if (applied.Serving is not { } serving || applied.ForSlot(serving.Slot) is not { } architecture)
        {
            return;
        }

        var given = snapshot
            .Tasks.Where(task => task.Row.BelongsTo(serving.Slot) && task.App?.Since is not null)
            .Select(task =>
                SecretWarnings.GivenAt(task.App!.Since!.Value, File.GetLastWriteTimeUtc(EnvironmentFile.PathOf(layout, task.Row.Id)))
            )
            .ToList();
        events.Keep(WarningKind.SecretNotGiven, SecretWarnings.Decide(secrets.List(), architecture.Services.TaskDefinition.Secrets, given));
    }

    void LookAtDisk()
    {
        var disk = new DriveInfo(layout.Root);
        var stands = events.Warnings.Any(row => row.Kind == WarningKind.DiskFull.Word());
        events.Keep(WarningKind.DiskFull, DiskWarning.Decide(layout.Root, disk.AvailableFreeSpace, disk.TotalSize, stands));
    }
}
