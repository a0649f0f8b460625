using System.Globalization;

namespace Railhead.Local;

/// <summary>
/// Decides which events a look at the processes brings. It compares counts with those that were reported, so it does not matter how many
/// crashes happened between two looks, or whether a control plane was there.
/// </summary>
public static class ProcessEvents
{
    /// <param name="seen">The processes as they were seen last, by service.</param>
    /// <param name="processes">The processes now.</param>
    /// <param name="isSettling">
    /// The machine has just been started: the first start of each process was counted too, and that is not a crash.
    /// </param>
    public static (IReadOnlyList<ComponentEvent> Events, IReadOnlyDictionary<string, Sighting> Seen) Decide(
        IReadOnlyDictionary<string, Sighting> seen,
        IEnumerable<WatchedProcess> processes,
        bool isSettling
    )
    {
        var events = new List<ComponentEvent>();
        var now = new Dictionary<string, Sighting>();
        foreach (var process in processes)
        {
            var before = seen.GetValueOrDefault(process.Service) ?? new Sighting(0, SightingState.New);
            var isFirstStart = isSettling && before.State == SightingState.New;
            var crashes = isFirstStart || process is { RestartsItself: true, ExitCode: 0 } ? 0 : Crashes(before.Restarts, process.Restarts);
            var state = crashes > 0 ? SightingState.Crashed : Next(process, before.State);
            now[process.Service] = new Sighting(process.Restarts, state);
            if (EventOf(process, before.State, state, crashes) is { } entry)
            {
                events.Add(entry);
            }
        }

        return (events, now);
    }

    // A service that was installed anew counts from zero.
    static int Crashes(int before, int now) => now < before ? now : now - before;

    static SightingState Next(WatchedProcess process, SightingState before)
    {
        var isWell = process is { Up: true, CrashLooping: false };
        if (process.Task is not { } task)
        {
            return isWell ? SightingState.Well : before;
        }

        return task switch
        {
            { Row.Phase: TaskPhase.InService, Target.Health: TargetHealthState.Healthy } when isWell => SightingState.Well,
            { Row.Phase: <= TaskPhase.InService, Target.Health: TargetHealthState.Unhealthy } when before == SightingState.Well =>
                SightingState.Unhealthy,
            _ when before == SightingState.New && process.Up => SightingState.Started,
            _ => before,
        };
    }

    static ComponentEvent? EventOf(WatchedProcess process, SightingState before, SightingState now, int crashes) =>
        (before, now) switch
        {
            _ when crashes > 0 => new(
                process.Component,
                EventKind.Crash,
                process.Subject,
                $"{Words.Capital(process.Title)} crashed{End(process)}.",
                crashes
            ),
            (SightingState.Well, SightingState.Unhealthy) => new(
                process.Component,
                EventKind.Unhealthy,
                process.Subject,
                $"Task {process.Subject} fails its health checks{Check(process)}."
            ),
            (SightingState.Crashed or SightingState.Unhealthy, SightingState.Well) when process.Task is not null => new(
                process.Component,
                EventKind.Healthy,
                process.Subject,
                $"Task {process.Subject} passes its health checks and serves again."
            ),
            (SightingState.Crashed, SightingState.Well) => new(
                process.Component,
                EventKind.Recovery,
                process.Subject,
                $"{Words.Capital(process.Title)} runs again."
            ),
            _ => null,
        };

    static string Check(WatchedProcess process) => process.Task?.Target?.LastCheck is { } check ? $": {check}" : "";

    /// <summary>How it ended, as the end of a sentence: <c>: it exited with code 1</c>.</summary>
    public static string End(WatchedProcess process) =>
        process switch
        {
            { Signal: { } signal } => $": {SignalNames.Of(signal)} ended it",
            { ExitCode: > 128 and < 160 and var code } => string.Create(
                CultureInfo.InvariantCulture,
                $": it exited with code {code}, as after {SignalNames.Of(code - 128)}"
            ),
            { ExitCode: { } code } => string.Create(CultureInfo.InvariantCulture, $": it exited with code {code}"),
            _ => "",
        };
}
