namespace Railhead.Local;

/// <summary>
/// Decides how a deployment goes on: a new task set beside the old one, the traffic moved, the old set drained. Until the traffic moves the
/// old set serves untouched. It knows nothing of what happened before but what is recorded, so a restarted control plane goes on with the
/// same action.
/// </summary>
public static class DeploymentPlan
{
    public static DeploymentAction Next(DeploymentWorld world) =>
        world.Row.Step switch
        {
            DeploymentStep.Source when world.Row.Blueprint.Length == 0 => new DeploymentAction.Unpack(),
            DeploymentStep.Done => new DeploymentAction.Finish(),
            _ when world.Row.Slot is null => new DeploymentAction.Choose(FreeSlot(world.Serving)),
            DeploymentStep.Source => new DeploymentAction.Enter(DeploymentStep.Build),
            DeploymentStep.Build => new DeploymentAction.Build(),
            DeploymentStep.Release => new DeploymentAction.ReleaseCommand(world.Architecture?.Pipeline.Release),
            DeploymentStep.Tasks => Start(world, world.Row.Slot.Value),
            DeploymentStep.Traffic => Shift(world, world.Row.Slot.Value),
            DeploymentStep.Drain => Drain(world, world.Row.Slot.Value),
            _ => throw new InvalidOperationException($"{world.Row.Step} is not a step."),
        };

    /// <summary>How a failed deployment is undone: its set goes, and what served goes on serving.</summary>
    public static DeploymentAction Undo(DeploymentWorld world)
    {
        // From the moment that the traffic moved there is nothing to go back to.
        if (world.Row.Slot is not { } slot || world.Serving?.Slot == slot)
        {
            return new DeploymentAction.Finish();
        }

        var leaving = world
            .Tasks.Where(task => task.BelongsTo(slot))
            .Select(task => new TaskAction.Move(task, TaskPhase.Stopping, MoveReason.Undone))
            .ToList();
        if (leaving.Count > 0)
        {
            return new DeploymentAction.Change(leaving);
        }

        if (world.Tasks.Any(task => task.Slot == slot))
        {
            return new DeploymentAction.Wait();
        }

        return world.Row is { Kind: DeploymentKind.Deploy, Release: > 0 }
            ? new DeploymentAction.Discard(world.Row.Release)
            : new DeploymentAction.Finish();
    }

    /// <summary>Blue and green take turns; the old tasks of the other are gone or on their way.</summary>
    static Slot FreeSlot(Serving? serving) => serving?.Slot == Slot.Blue ? Slot.Green : Slot.Blue;

    static DeploymentAction Start(DeploymentWorld world, Slot slot)
    {
        // A set that this deployment had begun before a crash stays; what others left in its slot goes first.
        bool IsForeign(TaskRow task) => task.Slot == slot && (task.StartedAt < world.Row.StartedAt || !task.BelongsTo(slot));
        var foreign = world.Tasks.Where(IsForeign).ToList();
        if (foreign.Count > 0)
        {
            return LeaveOrWait(foreign, MoveReason.Replaced);
        }

        var services = world.Architecture!.Services;
        var set = world.Tasks.Where(task => task.BelongsTo(slot)).ToList();
        if (set.Count < services.Desired)
        {
            return new DeploymentAction.Change([
                .. TaskPlan.Missing(set, services.Desired, world.Architecture.Network.Zones, Wanted(world.Row, slot)),
            ]);
        }

        return world.Verdict switch
        {
            HealthVerdict.Healthy => new DeploymentAction.Enter(
                DeploymentStep.Traffic,
                string.Join(", ", set.Select(task => $"{task.Id} {task.Zone}")) + " healthy"
            ),
            HealthVerdict.Failed failed => new DeploymentAction.Fail(failed),
            HealthVerdict.Waiting waiting => new DeploymentAction.Wait(waiting.Reminder),
            _ => throw new InvalidOperationException($"{world.Verdict} is not a verdict."),
        };
    }

    static DeploymentAction Shift(DeploymentWorld world, Slot slot)
    {
        var wanted = Wanted(world.Row, slot);
        if (world.Serving != wanted)
        {
            return new DeploymentAction.Serve(wanted);
        }

        return world.LoadBalancerCurrent ? new DeploymentAction.Enter(DeploymentStep.Drain) : new DeploymentAction.Wait();
    }

    static DeploymentAction Drain(DeploymentWorld world, Slot slot)
    {
        var others = world.Tasks.Where(task => task.Slot != slot).ToList();
        if (others.Count == 0)
        {
            return new DeploymentAction.Finish();
        }

        var bake = TimeSpan.FromSeconds(world.Architecture!.Pipeline.Bake);
        var baked = world.Now - (world.BakingSince ?? world.Now);
        return baked < bake && others.Any(task => task.BelongsTo(task.Slot))
            ? new DeploymentAction.Bake(bake - baked)
            : LeaveOrWait(others, MoveReason.Replaced);
    }

    static DeploymentAction LeaveOrWait(IReadOnlyList<TaskRow> tasks, MoveReason reason)
    {
        var moves = tasks.Select(task => TaskPlan.Leave(task, reason)).OfType<TaskAction>().ToList();
        return moves.Count > 0 ? new DeploymentAction.Change(moves) : new DeploymentAction.Wait();
    }

    static Serving Wanted(DeploymentRow row, Slot slot) => new(slot, row.Release, row.Revision);
}
