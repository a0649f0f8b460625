using Railhead.Model;

namespace Railhead.Local;

/// <summary>
/// Runs one deployment: has <see cref="DeploymentPlan"/> say what comes next, does it, and records it before it asks again. A restarted
/// control
/// plane goes on from what is recorded.
/// </summary>
public sealed class Deployer(
    EnvironmentFacts facts,
    StateStore store,
    AppliedState applied,
    Passes passes,
    TaskRegistry tasks,
    BuildStages builds,
    ReleaseKeeper releases,
    DeploymentRecord record,
    TimeProvider time
)
{
    /// <summary>Runs to the end, whatever that is; only cancellation, which is the control plane's own end, is thrown.</summary>
    public async Task RunAsync(DeploymentRow row, CancellationToken cancellation)
    {
        var stages = new StageRecorder(record.Files.Log(row.Id).Append, time);
        try
        {
            row = await AdvanceAsync(row, stages, cancellation);
            await releases.CloseAsync(row, applied.Compile(row.Blueprint).Pipeline, cancellation);
            record.Finish(row, DeploymentStatus.Succeeded, null);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            var lines = (e as DeploymentFailedException)?.Lines ?? stages.Lines;
            stages.FailCurrent();
            await UndoAsync(row.Id, cancellation);
            record.Finish(
                store.Deployment(row.Id)!,
                DeploymentStatus.Failed,
                e is DeploymentFailedException or RailheadException ? e.Message : $"Railhead failed: {e}",
                result =>
                    result with
                    {
                        Since = stages.Since,
                        FirstLines = lines.First,
                        LastLines = lines.Last,
                        Serving = StillServing(),
                        More =
                            (e as DeploymentFailedException)?.More
                            ?? $"railhead status --app {ShellText.Quote(facts.Record.Folder)}{facts.Record.EnvironmentOption}",
                    }
            );
        }

        // Not when the control plane itself ends: the next one goes on with what is there.
        builds.CleanUp(record.Files.Folder(row.Id));
    }

    async Task<DeploymentRow> AdvanceAsync(DeploymentRow row, StageRecorder stages, CancellationToken cancellation)
    {
        var waiting = time.GetTimestamp();
        var reminded = TimeSpan.Zero;
        DateTimeOffset? baking = null;
        while (true)
        {
            var elapsed = time.GetElapsedTime(waiting);
            switch (DeploymentPlan.Next(Look(row, elapsed, reminded, baking)))
            {
                case DeploymentAction.Change change:
                    stages.Begin(StageOf(row.Step));
                    tasks.Apply(change.Tasks);
                    (waiting, reminded) = (time.GetTimestamp(), TimeSpan.Zero);
                    await passes.NextAsync(cancellation);
                    break;
                case DeploymentAction.Wait wait:
                    stages.Begin(StageOf(row.Step));
                    if (wait.Reminder is { } reminder)
                    {
                        stages.Log(StageOf(row.Step), reminder);
                        reminded = elapsed;
                    }

                    await passes.NextAsync(cancellation);
                    break;
                case DeploymentAction.Serve serve:
                    stages.Begin(Stage.Traffic, $"{serve.To.Slot.Word()} 100 %");
                    applied.Serve(serve.To);
                    await passes.NextAsync(cancellation);
                    break;
                case DeploymentAction.Bake bake:
                    if (baking is null)
                    {
                        stages.Log(Stage.Drain, $"The old tasks stay for {bake.Left.TotalSeconds:0} s.");
                        baking = time.GetUtcNow();
                    }

                    await Task.Delay(bake.Left, time, cancellation);
                    break;
                case DeploymentAction.Enter enter:
                    stages.Succeed(enter.Detail);
                    row = Save(row with { Step = enter.Step });
                    break;
                case DeploymentAction.Fail fail:
                    throw await HealthFailure.OfAsync(
                        fail.Verdict,
                        facts,
                        applied.Compile(row.Blueprint).LoadBalancing.LocalHost,
                        line => stages.Log(Stage.Tasks, line),
                        cancellation
                    );
                case DeploymentAction.Finish:
                    Close(stages, row);
                    return row;
                case var make:
                    row = await MakeAsync(make, row, stages, cancellation);
                    break;
            }
        }
    }

    /// <summary>Source, build and release command: everything before a task of the new set exists.</summary>
    async Task<DeploymentRow> MakeAsync(DeploymentAction action, DeploymentRow row, StageRecorder stages, CancellationToken cancellation)
    {
        var folder = record.Files.Folder(row.Id);
        switch (action)
        {
            case DeploymentAction.Unpack:
                var blueprint = await stages.RunAsync(
                    Stage.Source,
                    $"{Words.Short(row.Revision)} {row.Subject}",
                    () => builds.UnpackAsync(row, folder, stages, cancellation)
                );
                row = Save(row with { Blueprint = blueprint });
                // The checkout has all of it now, and a restarted control plane does not unpack it again.
                File.Delete(BuildStages.SourceFile(folder));
                return row;
            case DeploymentAction.Choose choose:
                // First the blueprint: a slot that is recorded has its own.
                applied.SetSlotBlueprint(choose.Slot, row.Blueprint);
                return Save(row with { Slot = choose.Slot });
            case DeploymentAction.Build:
                var release = await stages.RunAsync(
                    Stage.Build,
                    null,
                    () => builds.BuildAsync(row, applied.Compile(row.Blueprint), folder, stages, cancellation)
                );
                return Save(row with { Release = release, Step = DeploymentStep.Release });
            case DeploymentAction.ReleaseCommand { Command: var command }:
                if (command is null)
                {
                    stages.Skip(Stage.Release);
                }
                else
                {
                    stages.Begin(Stage.Release, command);
                    await builds.ReleaseAsync(row, applied.Compile(row.Blueprint), folder, stages, cancellation);
                    stages.Succeed();
                }

                releases.Keep(row, time.GetUtcNow(), cancellation);
                return Save(row with { Step = DeploymentStep.Tasks });
            default:
                throw new InvalidOperationException($"{action} is not an action.");
        }
    }

    /// <summary>The new set goes; what served goes on serving.</summary>
    async Task UndoAsync(int id, CancellationToken cancellation)
    {
        while (true)
        {
            switch (DeploymentPlan.Undo(Look(store.Deployment(id)!, TimeSpan.Zero, TimeSpan.Zero, baking: null)))
            {
                case DeploymentAction.Change change:
                    tasks.Apply(change.Tasks);
                    await passes.NextAsync(cancellation);
                    break;
                case DeploymentAction.Discard discard:
                    releases.Remove(discard.Release);
                    return;
                case DeploymentAction.Finish:
                    return;
                default:
                    await passes.NextAsync(cancellation);
                    break;
            }
        }
    }

    DeploymentWorld Look(DeploymentRow row, TimeSpan elapsed, TimeSpan reminded, DateTimeOffset? baking)
    {
        var snapshot = passes.Current;
        var architecture = row.Blueprint.Length == 0 ? null : applied.Compile(row.Blueprint);
        return new DeploymentWorld
        {
            Row = row,
            Architecture = architecture,
            Tasks = store.Tasks(),
            Serving = applied.Serving,
            Verdict =
                architecture is not null && row.Slot is { } slot
                    ? HealthVerdict.Of(HealthQuestion.About(slot, architecture, snapshot, elapsed, reminded))
                    : new HealthVerdict.Waiting(null),
            LoadBalancerCurrent = snapshot.LoadBalancerCurrent,
            Now = time.GetUtcNow(),
            BakingSince = baking,
        };
    }

    static void Close(StageRecorder stages, DeploymentRow row)
    {
        if (stages.Current is null && row.Step == DeploymentStep.Drain)
        {
            stages.Skip(Stage.Drain);
        }

        stages.Succeed();
    }

    static Stage StageOf(DeploymentStep step) =>
        step switch
        {
            DeploymentStep.Source => Stage.Source,
            DeploymentStep.Build => Stage.Build,
            DeploymentStep.Release => Stage.Release,
            DeploymentStep.Tasks => Stage.Tasks,
            DeploymentStep.Traffic => Stage.Traffic,
            DeploymentStep.Drain or DeploymentStep.Done => Stage.Drain,
            _ => throw new InvalidOperationException($"{step} is not a step."),
        };

    DeploymentRow Save(DeploymentRow row)
    {
        store.SaveDeployment(row);
        return row;
    }

    string StillServing() =>
        applied.Serving is { } serving ? $"{Words.Short(serving.Revision)} (release {serving.Release}) still serves" : "nothing serves yet";
}
