using Railhead.Model;

namespace Railhead.Local;

/// <summary>What people can ask of a running environment.</summary>
public sealed class EnvironmentOperations(
    EnvironmentContext context,
    Reconciler reconciler,
    DeploymentQueue queue,
    TaskServices tasks,
    Repository repository
)
{
    static readonly TimeSpan PlatformLimit = TimeSpan.FromSeconds(90),
        LoadBalancerLimit = TimeSpan.FromSeconds(30);

    public PushFacts PushFacts() =>
        new(context.Applied.Platform?.Pipeline.Branch ?? "main", context.Record.Prefix, context.Applied.Serving?.Revision);

    public IReadOnlyList<ReleaseDocument> Releases() =>
        [
            .. context
                .Store.Releases()
                .Select(release => new ReleaseDocument(
                    release.Number,
                    release.Revision,
                    release.Subject,
                    release.CreatedAt,
                    release.Number == context.Applied.Serving?.Release
                )),
        ];

    /// <summary>
    /// Brings the platform to what the blueprint says and, where something is deployed already, the tasks too.
    /// </summary>
    /// <returns>The deployment to follow; null when the last event said all.</returns>
    public async Task<int?> UpAsync(string blueprint, Func<ProgressEvent, Task> report, CancellationToken cancellation)
    {
        var wanted = context.Applied.Compile(blueprint);
        if (context.Applied.Serving is null)
        {
            context.Applied.SetInitialBlueprint(blueprint);
        }

        await repository.EnsureAsync(wanted.Pipeline.Branch, context.Layout.Home);
        foreach (var part in (Stage[])[Stage.Storage, Stage.Database])
        {
            await PlatformStageAsync(part, wanted, report, cancellation);
        }

        await LoadBalancerAsync(cancellation);
        foreach (var note in await WaitingAsync(wanted, cancellation))
        {
            await report(new LogEvent(Stage.Database, note));
        }

        if (context.Store.Deployments(1) is [{ Status: DeploymentStatus.InProgress } underway])
        {
            return underway.Id;
        }

        if (context.Applied.Serving is not { } serving)
        {
            await report(new ResultEvent(ResultStatus.Succeeded) { Next = NextStep.DeploymentNeeded });
            return null;
        }

        var current = context.Applied.SlotBlueprint(serving.Slot)!;
        var changed = UpNotes.NeedDeployment(context.Applied.Compile(context.Store.Release(serving.Release)?.Blueprint ?? current), wanted);
        if (changed.Count > 0)
        {
            await report(
                new LogEvent(
                    Stage.Release,
                    $"{string.Join(", ", changed)} of railhead.yaml: takes effect with the next deployment, of a commit that has it."
                )
            );
        }

        if (current != blueprint && tasks.Differ(context.Applied.Compile(current), wanted))
        {
            var release = context.Store.Release(serving.Release)!;
            return queue.Submit(() => Add(DeploymentKind.Apply, release, blueprint)).Id;
        }

        context.Applied.SetSlotBlueprint(serving.Slot, blueprint);
        await SettleAsync(serving, wanted, report, cancellation);
        return null;
    }

    /// <summary>A load balancer that cannot start is said at once, in its own words, and not as tasks that never get healthy.</summary>
    async Task LoadBalancerAsync(CancellationToken cancellation)
    {
        var started = context.Time.GetTimestamp();
        var reason = "starting";
        await reconciler.WaitAsync(
            snapshot =>
                (reason = snapshot.Platform.GetValueOrDefault("loadbalancer", "starting")) is null
                || context.Time.GetElapsedTime(started) > LoadBalancerLimit,
            cancellation
        );
        if (reason is null)
        {
            return;
        }

        var log = context.Layout.LogFile(LoadBalancerService.Name);
        throw new RailheadException(
            "RH3024",
            $"The load balancer did not start within {LoadBalancerLimit.TotalSeconds:0} s: {reason}{ServiceLog.LastLines(log)}",
            $"Its whole log is {log}."
        );
    }

    /// <summary>The data's, which may be younger than the record: a deployment can bring the first database. 0: none yet.</summary>
    int PostgresMajor => Cluster.PinnedMajor(context.Layout) ?? context.Record.PostgresVersion;

    /// <summary>What of the database's settings does not hold yet, and what it needs.</summary>
    async Task<IReadOnlyList<string>> WaitingAsync(Architecture wanted, CancellationToken cancellation)
    {
        if (wanted.Database is not { } database)
        {
            return [];
        }

        var server = new DatabaseServer(context.Layout, context.Ports.Database, context.Layout.LogFile(DatabaseService.Name), context.Time);
        return UpNotes.OfDatabase(database.Version, PostgresMajor, await server.ReloadAsync(cancellation));
    }

    /// <summary>The tasks that the state already knows come up, or more or fewer of them.</summary>
    async Task SettleAsync(Serving serving, Architecture wanted, Func<ProgressEvent, Task> report, CancellationToken cancellation)
    {
        foreach (var stage in (Stage[])[Stage.Source, Stage.Build, Stage.Release])
        {
            await report(new StageEvent(stage, StageStatus.Skipped));
        }

        var (started, since) = (context.Time.GetTimestamp(), context.Time.GetUtcNow());
        await report(new StageEvent(Stage.Tasks, StageStatus.Running));
        try
        {
            await new HealthWait(context, reconciler, null).UntilHealthyAsync(serving.Slot, wanted, cancellation);
            // The pass that saw the first passed check has not told the load balancer yet.
            await reconciler.WaitAsync(snapshot => snapshot.LoadBalancerCurrent, cancellation);
        }
        catch (DeploymentFailedException e)
        {
            await report(new StageEvent(Stage.Tasks, StageStatus.Failed, Elapsed(started)));
            await report(
                new ResultEvent(ResultStatus.Failed)
                {
                    Url = context.Url,
                    Error = e.Message,
                    Since = since,
                    FirstLines = e.Lines?.First ?? [],
                    LastLines = e.Lines?.Last ?? [],
                    Serving = $"{Words.Short(serving.Revision)} (release {serving.Release}) is what should serve",
                    More = e.More,
                }
            );
            return;
        }

        var healthy =
            string.Join(
                ", ",
                context
                    .Store.Tasks()
                    .Where(task => task.Slot == serving.Slot && task.Phase <= TaskPhase.InService)
                    .Select(task => $"{task.Id} {task.Zone}")
            ) + " healthy";
        await report(new StageEvent(Stage.Tasks, StageStatus.Succeeded, Elapsed(started), healthy));
        await report(new StageEvent(Stage.Traffic, StageStatus.Succeeded, 0, $"{serving.Slot.ToString().ToLowerInvariant()} 100 %"));
        await report(new ResultEvent(ResultStatus.Succeeded) { Url = context.Url });
    }

    async Task PlatformStageAsync(Stage part, Architecture wanted, Func<ProgressEvent, Task> report, CancellationToken cancellation)
    {
        if (part == Stage.Database && wanted.Database is null)
        {
            await report(new StageEvent(part, StageStatus.Skipped));
            if (context.Supervisor.Status(DatabaseService.Name) is not null)
            {
                await report(new LogEvent(part, UpNotes.DatabaseEnds));
            }

            return;
        }

        var started = context.Time.GetTimestamp();
        var detail =
            part == Stage.Storage
                ? string.Join(", ", wanted.Storage.Buckets.Select(bucket => $"bucket {bucket.Name}"))
                : $"postgres {(PostgresMajor > 0 ? $"{PostgresMajor} " : "")}at 127.0.0.1:{context.Ports.Database}";
        await report(new StageEvent(part, StageStatus.Running, Detail: detail));
        var reason = "starting";
        await reconciler.WaitAsync(
            snapshot =>
                (reason = snapshot.Platform.GetValueOrDefault(part.Word(), "starting")) is null
                || context.Time.GetElapsedTime(started) > PlatformLimit,
            cancellation
        );
        if (reason is not null)
        {
            await report(new StageEvent(part, StageStatus.Failed, Elapsed(started)));
            throw new RailheadException(
                "RH3020",
                $"The {part.Word()} did not become ready within {PlatformLimit.TotalSeconds:0} s: {reason}"
            );
        }

        await report(new StageEvent(part, StageStatus.Succeeded, Elapsed(started), detail));
    }

    double Elapsed(long started) => context.Time.GetElapsedTime(started).TotalSeconds;

    /// <summary>Accepts a source; the tar is taken over by renaming it.</summary>
    public DeploymentAccepted Deploy(string revision, string subject, bool force, bool movesRef, string tar)
    {
        if (!force && context.Applied.Serving?.Revision == revision && queue.IsIdle)
        {
            return new DeploymentAccepted(
                null,
                $"{Words.Short(revision)} is deployed already; \"railhead deploy --force\" deploys it again."
            );
        }

        if (queue.Underway(revision) is { } underway)
        {
            return new DeploymentAccepted(underway.Id, null);
        }

        var row = queue.Submit(
            () =>
                context.Store.AddDeployment(
                    new DeploymentRow
                    {
                        Kind = DeploymentKind.Deploy,
                        Revision = revision,
                        Subject = subject,
                        StartedAt = context.Time.GetUtcNow(),
                        MovesRef = movesRef,
                    }
                ),
            folder => File.Move(tar, BuildStages.SourceFile(folder))
        );
        return new DeploymentAccepted(row.Id, null);
    }

    /// <exception cref="RailheadException">There is no such release.</exception>
    public DeploymentAccepted Rollback(int? number)
    {
        var current = context.Applied.Serving?.Release ?? 0;
        var releases = context.Store.Releases();
        var target = number is null
            ? releases.FirstOrDefault(release => release.Number < current)
            : releases.FirstOrDefault(release => release.Number == number);
        if (target is null)
        {
            throw new RailheadException(
                "RH3030",
                number is null ? "There is no release before the current one." : $"There is no release {number}.",
                $"Kept are: {string.Join(", ", releases.Select(release => release.Number))}. \"railhead releases\" shows them."
            );
        }

        var what = $"{Words.Short(target.Revision)} {target.Subject}";
        if (target.Number == current && queue.IsIdle)
        {
            return new DeploymentAccepted(null, $"Release {target.Number} serves already: {what}");
        }

        return new DeploymentAccepted(
            queue.Submit(() => Add(DeploymentKind.Rollback, target, target.Blueprint)).Id,
            $"Rolling to release {target.Number}: {what}"
        );
    }

    DeploymentRow Add(DeploymentKind kind, ReleaseRow release, string blueprint) =>
        context.Store.AddDeployment(
            new DeploymentRow
            {
                Kind = kind,
                Revision = release.Revision,
                Subject = release.Subject,
                Blueprint = blueprint,
                Release = release.Number,
                Step = DeploymentStep.Tasks,
                StartedAt = context.Time.GetUtcNow(),
                MovesRef = kind == DeploymentKind.Rollback,
            }
        );

    public IReadOnlyList<SecretDocument> Secrets() => [.. context.Secrets.List().Select(SecretDocument.Of)];

    public void SetSecret(string name, string value) => context.Secrets.Set(name, value);

    public void RemoveSecret(string name)
    {
        if (!context.Secrets.Remove(name))
        {
            throw SecretErrors.Unknown(name);
        }
    }

    /// <summary>Writes the environment for one <c>exec</c> and says where.</summary>
    public ExecFacts PrepareExec()
    {
        if (context.Applied.Serving is not { } serving)
        {
            throw new RailheadException(
                "RH3041",
                "Nothing is deployed yet, so there is no release to run a command in.",
                "Run \"railhead up\" first."
            );
        }

        var architecture = context.Applied.ForSlot(serving.Slot)!;
        var file = EnvironmentFile.PathOf(context.Layout, "exec");
        var home = Path.Combine(context.Layout.Tasks, "exec");
        Ownership.EnsureFolder(home, context.Accounts.Task);
        var environment = tasks.EnvironmentOf("exec", serving.Revision, architecture, port: null, home);
        EnvironmentFile.Write(file, environment);
        var folder = context.Layout.Release(serving.Release);
        return new ExecFacts(folder, file, context.Accounts.Task.Uid, context.Accounts.Task.Gid);
    }
}
