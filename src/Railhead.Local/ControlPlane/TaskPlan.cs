namespace Railhead.Local;

/// <summary>
/// Decides what one pass does with the tasks. It starts from what is there now, so it does not matter which changes a pass has missed.
/// Deployments decide about their own sets, see <see cref="DeploymentPlan"/>.
/// </summary>
public static class TaskPlan
{
    public static IReadOnlyList<TaskAction> Decide(TaskWorld world)
    {
        var scaling = Scale(world).ToList();
        var leaving = scaling.OfType<TaskAction.Move>().Select(move => move.Row.Id).ToHashSet();
        return [.. scaling, .. world.Rows.Where(row => !leaving.Contains(row.Id)).Select(row => Advance(world, row)).OfType<TaskAction>()];
    }

    /// <summary>New tasks of a set, spread over the zones.</summary>
    /// <param name="set">The tasks that the set has.</param>
    /// <param name="desired">How many it should have.</param>
    /// <param name="zones">The zones, in the order of preference among equals.</param>
    /// <param name="of">The release and the slot of the new tasks.</param>
    public static IEnumerable<TaskAction.Add> Missing(IReadOnlyList<TaskRow> set, int desired, IReadOnlyList<string> zones, Serving of)
    {
        var occupied = set.Select(row => row.Zone).ToList();
        while (occupied.Count < desired)
        {
            var zone = Placement.NextZone(zones, occupied);
            occupied.Add(zone);
            yield return new TaskAction.Add(of.Slot, of.Release, of.Revision, zone);
        }
    }

    /// <summary>The task gets nothing new and goes when it has finished. Null when it is on its way already.</summary>
    public static TaskAction.Move? Leave(TaskRow row, MoveReason reason) =>
        row.Phase switch
        {
            TaskPhase.Initial => new(row, TaskPhase.Stopping, reason),
            TaskPhase.InService => new(row, TaskPhase.Draining, reason),
            _ => null,
        };

    /// <summary>The serving set has as many tasks as its blueprint says.</summary>
    static IEnumerable<TaskAction> Scale(TaskWorld world)
    {
        if (world.Serving is not { } serving)
        {
            return [];
        }

        var set = world.Rows.Where(row => row.BelongsTo(serving.Slot) && world.Ports.Has(row.AppPort)).ToList();
        var leaving = new List<TaskAction>();
        while (set.Count > world.Desired)
        {
            var row = Placement.NextToLeave(set);
            set.Remove(row);
            leaving.Add(Leave(row, MoveReason.Surplus)!);
        }

        return [.. leaving, .. Missing(set, world.Desired, world.Zones, serving)];
    }

    static TaskAction? Advance(TaskWorld world, TaskRow row)
    {
        var health = world.Targets?.GetValueOrDefault(row.Id);
        var app = world.Apps.GetValueOrDefault(row.Id);
        if (row.Phase != TaskPhase.Stopping && !world.Ports.Has(row.AppPort))
        {
            // The state came from another machine or home, where the environment had other ports.
            return new TaskAction.Move(row, TaskPhase.Stopping, MoveReason.ForeignPorts);
        }

        return row.Phase switch
        {
            TaskPhase.Initial when health?.Health == TargetHealthState.Healthy && !StartsAnew(app) => new TaskAction.Move(
                row,
                TaskPhase.InService,
                MoveReason.CheckPassed
            ),
            // It serves again after its first passed check, as a new task does.
            TaskPhase.InService when StartsAnew(app) => new TaskAction.Move(row, TaskPhase.Initial, MoveReason.StartsAnew),
            // As on ECS, where a task whose app died is replaced: the new one serves after its first passed check.
            TaskPhase.InService when health?.Health == TargetHealthState.Unhealthy && IsYoung(world, app) => new TaskAction.Move(
                row,
                TaskPhase.Initial,
                MoveReason.CheckFailed
            ),
            // Likewise before a check fails: nginx answers while its app starts, and a request with a body is never sent twice.
            TaskPhase.InService when HasRestarted(app) && OthersServe(world, row) => new TaskAction.Move(
                row,
                TaskPhase.Initial,
                MoveReason.AppRestarted
            ),
            TaskPhase.Draining when StartsAnew(app) => new TaskAction.Move(row, TaskPhase.Stopping, MoveReason.Drained),
            // Without an answer nobody knows whether it still has requests.
            TaskPhase.Draining when world.Targets is not null && health is null or { IsDrained: true } => new TaskAction.Move(
                row,
                TaskPhase.Stopping,
                MoveReason.Drained
            ),
            TaskPhase.Draining when world.Now - row.DrainingSince > world.Limits.Drain => new TaskAction.Move(
                row,
                TaskPhase.Stopping,
                MoveReason.DrainLimit
            ),
            TaskPhase.Stopping when health is null => new TaskAction.Remove(row),
            _ => null,
        };
    }

    static bool StartsAnew(AppObservation? app) => app is { IsPrepared: false, Up: false };

    static bool IsYoung(TaskWorld world, AppObservation? app) => app?.Since is { } since && world.Now - since < world.Limits.Young;

    static bool HasRestarted(AppObservation? app) => app?.LastPass is { } before && app.Pid != before.Pid;

    // Apps that restarted in the same pass do not count, or all of them would leave at once and nothing would serve.
    static bool OthersServe(TaskWorld world, TaskRow row) =>
        world.Rows.Any(other =>
            other.Id != row.Id
            && other.Slot == row.Slot
            && other.Phase == TaskPhase.InService
            && world.Apps.GetValueOrDefault(other.Id) is { Up: true } app
            && !HasRestarted(app)
            && (world.Targets is null || world.Targets.GetValueOrDefault(other.Id)?.Health == TargetHealthState.Healthy)
        );
}
