using Railhead.Model;

namespace Railhead.Local;

/// <summary>
/// One deployment from its source to traffic: a sequence of recorded steps, each of which can run again after a crash. Until the traffic
/// step the old task set serves untouched.
/// </summary>
public sealed class Deployer(
    EnvironmentContext context,
    Reconciler reconciler,
    TaskServices tasks,
    BuildStages builds,
    Repository repository
)
{
    public string FolderOf(int id) =>
        Path.Combine(context.Layout.Deployments, id.ToString(System.Globalization.CultureInfo.InvariantCulture));

    public string LogFile(int id) => Path.Combine(FolderOf(id), "events.jsonl");

    public DeploymentLog LogOf(int id) => new(LogFile(id));

    /// <summary>Runs to the end, whatever that is; only cancellation, which is the control plane's own end, is thrown.</summary>
    public async Task RunAsync(DeploymentRow row, CancellationToken cancellation)
    {
        var stages = new StageRecorder(LogOf(row.Id), context.Time);
        try
        {
            row = row.Kind == DeploymentKind.Deploy ? await PrepareAsync(row, stages, cancellation) : row;
            row = await ShiftAsync(row, stages, cancellation);
            if (row.MovesRef)
            {
                await repository.MoveRefAsync(context.Applied.ForSlot(row.Slot!.Value)!.Pipeline.Branch, row.Revision);
            }

            PruneReleases(row);
            Finish(row, DeploymentStatus.Succeeded, null);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            var lines = (e as DeploymentFailedException)?.Lines ?? stages.Lines;
            var reason = e is DeploymentFailedException or RailheadException ? e.Message : $"Railhead failed: {e}";
            stages.FailCurrent();
            await UndoAsync(row.Id, cancellation);
            Finish(
                context.Store.Deployment(row.Id)!,
                DeploymentStatus.Failed,
                reason,
                result =>
                    result with
                    {
                        Since = stages.Since,
                        FirstLines = lines.First,
                        LastLines = lines.Last,
                        Serving = StillServing(),
                        More =
                            (e as DeploymentFailedException)?.More
                            ?? $"railhead status --app {ShellText.Quote(context.Record.Folder)}{context.Record.EnvironmentOption}",
                    }
            );
        }

        // Not when the control plane itself ends: the next one goes on with what is there.
        BuildStages.CleanUp(FolderOf(row.Id));
    }

    /// <summary>Records the end, in the state first and then where the watchers see it.</summary>
    public void Finish(DeploymentRow row, DeploymentStatus status, string? reason, Func<ResultEvent, ResultEvent>? explain = null)
    {
        row = row with { Status = status, Reason = reason, FinishedAt = context.Time.GetUtcNow(), Step = DeploymentStep.Done };
        context.Store.SaveDeployment(row);
        var result = ResultOf(row);
        LogOf(row.Id).Append(explain is null ? result : explain(result));
    }

    /// <summary>The last event of a deployment that is over; null for one that is not.</summary>
    public ResultEvent? ResultOf(int id) =>
        context.Store.Deployment(id) is { Status: not DeploymentStatus.InProgress } row ? ResultOf(row) : null;

    ResultEvent ResultOf(DeploymentRow row) =>
        new(Words.ResultOf(row.Status))
        {
            Deployment = row.Id,
            Url = context.Url,
            Error = row.Reason,
        };

    /// <summary>Source, build and release command: everything before a task of the new set exists.</summary>
    async Task<DeploymentRow> PrepareAsync(DeploymentRow row, StageRecorder stages, CancellationToken cancellation)
    {
        if (row.Step == DeploymentStep.Source)
        {
            var blueprint = await stages.RunAsync(
                Stage.Source,
                $"{Words.Short(row.Revision)} {row.Subject}",
                () => builds.UnpackAsync(row, FolderOf(row.Id), stages, cancellation)
            );
            row = Save(row with { Blueprint = blueprint, Slot = FreeSlot(), Step = DeploymentStep.Build });
        }

        // The platform makes what this blueprint needs (a new bucket, a database) before the release command asks for it.
        context.Applied.SetSlotBlueprint(row.Slot!.Value, row.Blueprint);
        var architecture = context.Applied.ForSlot(row.Slot.Value)!;
        if (row.Step == DeploymentStep.Build)
        {
            var built = await stages.RunAsync(
                Stage.Build,
                null,
                () => builds.BuildAsync(row, architecture, FolderOf(row.Id), stages, cancellation)
            );
            row = Save(row with { Release = built, Step = DeploymentStep.Release });
        }

        if (row.Step == DeploymentStep.Release)
        {
            if (architecture.Pipeline.Release is { } command)
            {
                await stages.RunAsync(
                    Stage.Release,
                    command,
                    () => builds.ReleaseAsync(row, architecture, FolderOf(row.Id), stages, cancellation)
                );
            }
            else
            {
                stages.Skip(Stage.Release);
            }

            builds.HandOver(row.Release);
            context.Store.SaveRelease(new ReleaseRow(row.Release, row.Revision, row.Subject, context.Time.GetUtcNow(), row.Blueprint));
            row = Save(row with { Step = DeploymentStep.Tasks });
        }

        return row;
    }

    /// <summary>A new task set beside the old one, the traffic moved in one step, the old set drained and ended.</summary>
    async Task<DeploymentRow> ShiftAsync(DeploymentRow row, StageRecorder stages, CancellationToken cancellation)
    {
        if (row.Slot is null)
        {
            row = Save(row with { Slot = FreeSlot() });
            context.Applied.SetSlotBlueprint(row.Slot!.Value, row.Blueprint);
        }

        var slot = row.Slot.Value;
        var architecture = context.Applied.ForSlot(slot)!;
        if (row.Step == DeploymentStep.Tasks)
        {
            await stages.RunAsync(
                Stage.Tasks,
                null,
                async () =>
                {
                    await WaitUntilEmptyAsync(slot, row, cancellation);
                    for (var missing = architecture.Services.Desired - SetOf(slot).Count; missing > 0; missing--)
                    {
                        tasks.Add(slot, row.Release, row.Revision, architecture);
                    }

                    await new HealthWait(context, reconciler, stages).UntilHealthyAsync(slot, architecture, cancellation);
                    stages.Detail = string.Join(", ", SetOf(slot).Select(task => $"{task.Id} {task.Zone}")) + " healthy";
                }
            );
            row = Save(row with { Step = DeploymentStep.Traffic });
        }

        if (row.Step == DeploymentStep.Traffic)
        {
            await stages.RunAsync(
                Stage.Traffic,
                $"{slot.ToString().ToLowerInvariant()} 100 %",
                async () =>
                {
                    context.Applied.Serve(new Serving(slot, row.Release, row.Revision));
                    await reconciler.WaitAsync(snapshot => snapshot.LoadBalancerCurrent, cancellation);
                }
            );
            row = Save(row with { Step = DeploymentStep.Drain });
        }

        if (row.Step == DeploymentStep.Drain)
        {
            if (architecture.Pipeline.Bake > 0 && Others(slot).Count > 0)
            {
                stages.Log(Stage.Drain, $"The old tasks stay for {architecture.Pipeline.Bake} s.");
                await Task.Delay(TimeSpan.FromSeconds(architecture.Pipeline.Bake), context.Time, cancellation);
            }

            if (Others(slot).Count == 0)
            {
                stages.Skip(Stage.Drain);
            }
            else
            {
                await stages.RunAsync(
                    Stage.Drain,
                    null,
                    async () =>
                    {
                        foreach (var task in Others(slot))
                        {
                            tasks.Drain(task);
                        }

                        await reconciler.WaitAsync(_ => Others(slot).Count == 0, cancellation);
                    }
                );
            }
        }

        return row;
    }

    DeploymentRow Save(DeploymentRow row)
    {
        context.Store.SaveDeployment(row);
        return row;
    }

    IReadOnlyList<TaskRow> SetOf(Slot slot) =>
        [.. context.Store.Tasks().Where(task => task.Slot == slot && task.Phase <= TaskPhase.InService)];

    IReadOnlyList<TaskRow> Others(Slot slot) => [.. context.Store.Tasks().Where(task => task.Slot != slot)];

    /// <summary>Blue and green take turns; the other's old tasks are gone or on their way.</summary>
    Slot FreeSlot() => context.Applied.Serving?.Slot == Slot.Blue ? Slot.Green : Slot.Blue;

    /// <summary>Tasks that an earlier deployment left in the slot are ended; a set that this one had begun before a crash stays.</summary>
    async Task WaitUntilEmptyAsync(Slot slot, DeploymentRow row, CancellationToken cancellation)
    {
        bool IsForeign(TaskRow task) => task.Slot == slot && (task.StartedAt < row.StartedAt || task.Phase > TaskPhase.InService);
        foreach (var task in context.Store.Tasks().Where(IsForeign))
        {
            tasks.Drain(task);
        }

        if (context.Store.Tasks().Any(IsForeign))
        {
            await reconciler.WaitAsync(_ => !context.Store.Tasks().Any(IsForeign), cancellation);
        }
    }

    /// <summary>The new set goes; what served goes on serving.</summary>
    async Task UndoAsync(int id, CancellationToken cancellation)
    {
        var row = context.Store.Deployment(id)!;
        if (row.Slot is not { } slot || context.Applied.Serving?.Slot == slot)
        {
            return;
        }

        foreach (var task in SetOf(slot))
        {
            tasks.Stop(task);
        }

        await reconciler.WaitAsync(_ => context.Store.Tasks().All(task => task.Slot != slot), cancellation);
        if (row.Kind == DeploymentKind.Deploy && row.Release > 0)
        {
            context.Store.RemoveRelease(row.Release);
            builds.RemoveRelease(row.Release);
        }
    }

    void PruneReleases(DeploymentRow row)
    {
        var keep = context.Applied.ForSlot(row.Slot!.Value)!.Pipeline.Keep;
        foreach (var old in context.Store.Releases().Where(release => release.Number != row.Release).Skip(keep - 1))
        {
            context.Store.RemoveRelease(old.Number);
            builds.RemoveRelease(old.Number);
        }
    }

    string StillServing() =>
        context.Applied.Serving is { } serving
            ? $"{Words.Short(serving.Revision)} (release {serving.Release}) still serves"
            : "nothing serves yet";
}
