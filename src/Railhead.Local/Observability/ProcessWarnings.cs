namespace Railhead.Local;

/// <summary>Decides which states of the processes need a person.</summary>
public static class ProcessWarnings
{
    /// <summary>A part may be so long without being ready before that is a warning.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <param name="processes">The processes now.</param>
    /// <param name="serving">The slot with the traffic: a deployment itself tells about the tasks of its own slot.</param>
    public static IReadOnlyCollection<Warning> CrashLoops(IEnumerable<WatchedProcess> processes, Slot? serving) =>
        [
            .. processes
                .Where(process =>
                    process.CrashLooping && (process.Task is not { } task || (serving is { } slot && task.Row.BelongsTo(slot)))
                )
                .Select(process => new Warning(
                    WarningKind.CrashLoop,
                    process.Service,
                    process.Component,
                    $"{Words.Capital(process.Title)} keeps crashing{ProcessEvents.End(process)}. "
                        + (
                            process.Task is { } its
                                ? $"Run \"railhead logs --task {its.Row.Id}\"."
                                : $"Read its log, logs/{process.Service}/current in the environment's folder."
                        )
                )),
        ];

    /// <param name="failing">Since when each part has failed, with its reason.</param>
    /// <param name="now">The time.</param>
    public static IReadOnlyCollection<Warning> NotReady(
        IReadOnlyDictionary<string, (DateTimeOffset Since, string Reason)> failing,
        DateTimeOffset now
    ) =>
        [
            .. failing
                .Where(part => now - part.Value.Since >= Patience)
                .Select(part => new Warning(
                    WarningKind.NotReady,
                    part.Key,
                    Component.Platform,
                    $"The {part.Key} has not been ready for more than {Patience.TotalMinutes:0} minute: {part.Value.Reason}"
                )),
        ];
}
