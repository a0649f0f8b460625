using Railhead.Model;

namespace Railhead.Local;

/// <summary>Brings a running environment to what a blueprint says: the platform, and where something is deployed the tasks too.</summary>
public sealed class UpOperation(
    EnvironmentFacts facts,
    StateStore store,
    AppliedState applied,
    Supervisor supervisor,
    Passes passes,
    DeploymentQueue queue,
    TaskVariables variables,
    Repository repository,
    TimeProvider time
)
{
    static readonly TimeSpan PlatformLimit = TimeSpan.FromSeconds(90),
        LoadBalancerLimit = TimeSpan.FromSeconds(30);

    /// <param name="text">The text of railhead.yaml; null for the one that was applied last.</param>
    /// <param name="report">Takes each event.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>The deployment to follow; null when the last event said all.</returns>
    /// <param name="objectFormat">See <see cref="Repository.EnsureAsync"/>.</param>
    public async Task<int?> RunAsync(string? text, string? objectFormat, Action<ProgressEvent> report, CancellationToken cancellation)
    {
        var blueprint = text ?? applied.PlatformBlueprint ?? throw ControlPlaneErrors.NothingApplied();
        var wanted = applied.Compile(blueprint);
        if (applied.Serving is null)
        {
            applied.SetInitialBlueprint(blueprint);
        }

        await repository.EnsureAsync(wanted.Pipeline.Branch, facts.Layout.Home, objectFormat, cancellation);
        var stages = new StageRecorder(report, time);
        await PlatformAsync(wanted, stages, cancellation);
        switch (UpPlan.Next(await LookAsync(blueprint, wanted, cancellation)))
        {
            case UpAction.Follow follow:
                return follow.Deployment;
            case UpAction.Apply apply:
                NoteWhatWaits(apply.Release.Number, wanted, stages);
                return queue.Submit(new DeploymentRequest.Apply(apply.Release, blueprint)) is QueueAnswer.Begin begun ? begun.Row.Id : null;
            case UpAction.Settle settle:
                NoteWhatWaits(settle.Serving.Release, wanted, stages);
                applied.SetSlotBlueprint(settle.Serving.Slot, blueprint);
                report(await SettleAsync(settle.Serving, wanted, stages, cancellation));
                return null;
            default:
                report(new ResultEvent(ResultStatus.Succeeded) { Next = NextStep.DeploymentNeeded });
                return null;
        }
    }

    async Task<UpWorld> LookAsync(string blueprint, Architecture wanted, CancellationToken cancellation)
    {
        var serving = applied.Serving;
        var current = serving is null ? blueprint : applied.SlotBlueprint(serving.Slot)!;
        return new UpWorld(
            store.Deployments(1) is [var latest] ? latest : null,
            serving,
            serving is null ? null : store.Release(serving.Release),
            current != blueprint,
            current != blueprint && variables.Differ(applied.Compile(current), wanted),
            serving is not null && await HasTasksWithoutWallsAsync(serving, wanted, cancellation)
        );
    }

    async Task<bool> HasTasksWithoutWallsAsync(Serving serving, Architecture wanted, CancellationToken cancellation) =>
        wanted.Services.Isolation == IsolationMode.Auto
        && store
            .Tasks()
            .Where(row => row.BelongsTo(serving.Slot))
            .Any(row => supervisor.Status(TaskInstaller.AppService(row.Id)) is { Up: true, HasWalls: false })
        && (await facts.Isolation.NowAsync(cancellation)).Walls is not null;

    async Task PlatformAsync(Architecture wanted, StageRecorder stages, CancellationToken cancellation)
    {
        await StageAsync(
            Stage.Storage,
            PlatformPart.Storage,
            string.Join(", ", wanted.Storage.Buckets.Select(bucket => $"bucket {bucket.Name}")),
            stages,
            cancellation
        );
        if (wanted.Database is not null)
        {
            await StageAsync(
                Stage.Database,
                PlatformPart.Database,
                $"postgres {(PostgresMajor > 0 ? $"{PostgresMajor} " : "")}at 127.0.0.1:{facts.Ports.Database}",
                stages,
                cancellation
            );
        }
        else
        {
            stages.Skip(Stage.Database);
            if (supervisor.Status(DatabaseService.Name) is not null)
            {
                stages.Log(Stage.Database, UpNotes.DatabaseEnds);
            }
        }

        await LoadBalancerAsync(cancellation);
        foreach (var note in await DatabaseNotesAsync(wanted, cancellation))
        {
            stages.Log(Stage.Database, note);
        }
    }

    async Task StageAsync(Stage stage, PlatformPart part, string detail, StageRecorder stages, CancellationToken cancellation)
    {
        stages.Begin(stage, detail);
        if (await UntilReadyAsync(part, PlatformLimit, cancellation) is { } reason)
        {
            stages.FailCurrent();
            throw ControlPlaneErrors.PartNotReady(part, PlatformLimit, reason);
        }

        stages.Succeed();
    }

    /// <summary>A load balancer that cannot start is said at once, in its own words, and not as tasks that never get healthy.</summary>
    async Task LoadBalancerAsync(CancellationToken cancellation)
    {
        if (await UntilReadyAsync(PlatformPart.LoadBalancer, LoadBalancerLimit, cancellation) is { } reason)
        {
            var log = facts.Layout.LogFile(LoadBalancerService.Name);
            throw ControlPlaneErrors.LoadBalancerNotStarted(LoadBalancerLimit, reason, ServiceLog.LastLines(log), log);
        }
    }

    /// <summary>Null when the part is ready in time; else what keeps it from that.</summary>
    async Task<string?> UntilReadyAsync(PlatformPart part, TimeSpan limit, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        var snapshot = await passes.UntilAsync(
            pass => pass.Of(part) is Readiness.IsReady || time.GetElapsedTime(started) > limit,
            cancellation
        );
        return snapshot.Of(part) is Readiness.IsReady ? null : snapshot.Of(part).Reason;
    }

    /// <summary>The data's, which may be younger than the record: a deployment can bring the first database. 0: none yet.</summary>
    int PostgresMajor => Cluster.PinnedMajor(facts.Layout) ?? facts.Record.PostgresVersion;

    /// <summary>Those of the database's settings that do not hold yet, and what they need.</summary>
    async Task<IReadOnlyList<string>> DatabaseNotesAsync(Architecture wanted, CancellationToken cancellation)
    {
        if (wanted.Database is not { } database)
        {
            return [];
        }

        var server = new DatabaseServer(facts.Layout, facts.Ports.Database, facts.Layout.LogFile(DatabaseService.Name), time);
        return UpNotes.OfDatabase(database.Version, PostgresMajor, await server.ReloadAsync(cancellation));
    }

    void NoteWhatWaits(int release, Architecture wanted, StageRecorder stages)
    {
        var released = store.Release(release)?.Blueprint ?? applied.PlatformBlueprint!;
        var changed = UpNotes.NeedDeployment(applied.Compile(released), wanted);
        if (changed.Count > 0)
        {
            stages.Log(
                Stage.Release,
                $"{string.Join(", ", changed)} of railhead.yaml: takes effect with the next deployment of a commit that "
                    + "contains the change."
            );
        }
    }

    async Task<ResultEvent> SettleAsync(Serving serving, Architecture wanted, StageRecorder stages, CancellationToken cancellation)
    {
        foreach (var stage in (Stage[])[Stage.Source, Stage.Build, Stage.Release])
        {
            stages.Skip(stage);
        }

        stages.Begin(Stage.Tasks);
        var verdict = await VerdictAsync(serving.Slot, wanted, cancellation);
        if (verdict is HealthVerdict.Failed failed)
        {
            var explained = await HealthFailure.OfAsync(failed, facts, wanted.LoadBalancing.LocalHost, _ => { }, cancellation);
            stages.FailCurrent();
            return new ResultEvent(ResultStatus.Failed)
            {
                Url = facts.Url,
                Error = explained.Message,
                Since = stages.Since,
                FirstLines = explained.Lines?.First ?? [],
                LastLines = explained.Lines?.Last ?? [],
                Serving = $"{Words.Short(serving.Revision)} (release {serving.Release}) should serve",
                More = explained.More,
            };
        }

        // The pass that saw the first passed check has not told the load balancer yet.
        await passes.UntilAsync(snapshot => snapshot.LoadBalancerCurrent, cancellation);
        var set = store.Tasks().Where(task => task.BelongsTo(serving.Slot));
        stages.Succeed(string.Join(", ", set.Select(task => $"{task.Id} {task.Zone}")) + " healthy");
        stages.Done(Stage.Traffic, $"{serving.Slot.Word()} 100 %");
        return new ResultEvent(ResultStatus.Succeeded) { Url = facts.Url };
    }

    /// <summary>The first verdict that is not to wait.</summary>
    async Task<HealthVerdict> VerdictAsync(Slot slot, Architecture wanted, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        HealthVerdict verdict;
        do
        {
            var snapshot = await passes.NextAsync(cancellation);
            verdict = HealthVerdict.Of(
                HealthQuestion.About(slot, wanted, snapshot, time.GetElapsedTime(started), lastReminder: TimeSpan.Zero)
            );
        } while (verdict is HealthVerdict.Waiting);
        return verdict;
    }
}
