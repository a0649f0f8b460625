using System.Data.Common;
using Microsoft.Extensions.Logging;
using Railhead.Model;

namespace Railhead.Local;

/// <summary>
/// Makes true what the state says, pass by pass. Each pass looks at everything, has <see cref="TaskPlan"/> and
/// <see cref="TrafficPlan"/> decide, and applies what they say. Nobody else speaks to the load balancer or makes and ends tasks.
/// </summary>
public sealed class Reconciler(
    EnvironmentFacts facts,
    StateStore store,
    AppliedState applied,
    PlatformServices platform,
    TaskServices tasks,
    TaskRegistry registry,
    LoadBalancerController loadBalancer,
    CertificateKeeper certificates,
    Passes passes,
    EventStore events,
    EventWatch watch,
    TimeProvider time,
    ILogger log
)
{
    static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(50);

    readonly LogKeeper _logs = new(facts.Layout, time);
    Dictionary<string, AppSighting> _lastPass = [];
    readonly PlatformLook _look = new(time);

    public async Task RunAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            var before = passes.Current.Error;
            var (snapshot, pause) = await PassAsync(passes.Current.Pass + 1, cancellation);
            if (snapshot.Error is { } error && error != before)
            {
                log.PassFailed(error);
            }
            else if (snapshot.Error is null && before is not null)
            {
                log.PassRecovered();
            }

            Record(snapshot);
            passes.Publish(snapshot);
            _look.HurryIf(await passes.PauseAsync(pause, cancellation));
            await Task.Delay(Gap, time, cancellation);
        }
    }

    // Events are not worth an outage.
    void Record(Snapshot snapshot)
    {
        try
        {
            watch.Look(snapshot);
        }
        catch (Exception e) when (e is RailheadException or IOException or DbException)
        {
            log.EventLost(e.Message);
        }
    }

    async Task<(Snapshot Snapshot, TimeSpan Pause)> PassAsync(long pass, CancellationToken cancellation)
    {
        var problems = new PassProblems();
        var readiness = new Dictionary<PlatformPart, Readiness>();
        var seen = new List<TaskObservation>();
        var changed = false;
        await problems.GuardAsync("supervisor", async () => _look.HurryIf(await platform.EnsureSupervisorAsync(cancellation)));

        if (applied.Platform is { } architecture)
        {
            if (_look.IsDue)
            {
                await problems.GuardAsync("platform", async () => readiness = new(await platform.EnsureAsync(architecture, cancellation)));
                _look.Done();
            }
            else
            {
                readiness = new(passes.Current.Platform);
            }

            var sets = applied.Sets();
            var serving = applied.Serving;
            var rows = store.Tasks();
            IReadOnlyDictionary<string, TargetHealth>? targets = null;
            readiness[PlatformPart.LoadBalancer] = await problems.GuardAsync(
                PlatformPart.LoadBalancer.Name(),
                async () =>
                {
                    var desired = TrafficPlan.Desired(architecture, sets, rows, serving) with
                    {
                        Tls = await TlsAsync(architecture.LoadBalancing, cancellation),
                    };
                    targets = (await loadBalancer.ReconcileAsync(desired, cancellation)).ToDictionary(target => target.Name);
                    if (desired.Tls is not null)
                    {
                        certificates.OrderIfDue(architecture.LoadBalancing.Local.Tls, architecture.LoadBalancing.Domain, cancellation);
                    }
                }
            );
            seen.AddRange(rows.Select(row => tasks.Observe(row, targets?.GetValueOrDefault(row.Id))));
            await problems.GuardAsync("tasks", () => changed = Decide(architecture, serving, seen, targets, cancellation));
            seen = Refresh(seen);
            problems.Add(seen.Select(task => Ensure(task, sets, cancellation)).OfType<string>());
            tasks.Keep(seen.Select(task => task.Row.Id).ToHashSet());
            await problems.GuardAsync("logs", () => _logs.Apply(architecture, seen.Select(task => task.Row.Id)));
        }

        _lastPass = seen.ToDictionary(task => task.Row.Id, task => new AppSighting(task.App?.Pid));
        var phases = seen.Select(task => task.Row.Phase).ToList();
        _look.HurryIf(changed || PassPlan.IsBusy(problems.Text, phases) || readiness.Values.Any(part => part is not Readiness.IsReady));
        return (
            new Snapshot
            {
                Pass = pass,
                Tasks = seen,
                LoadBalancerCurrent = readiness.GetValueOrDefault(PlatformPart.LoadBalancer) is Readiness.IsReady,
                Platform = readiness,
                Error = problems.Text,
            },
            PassPlan.Pause(changed, problems.Text, phases)
        );
    }

    /// <summary>Null also until there is a listener: a first configuration is written before its process starts.</summary>
    async Task<TlsState?> TlsAsync(Model.LoadBalancing wanted, CancellationToken cancellation)
    {
        if (facts.Record.HttpsPort is not { } port || platform.TlsDescriptor is not { } descriptor)
        {
            return null;
        }

        var certificate = await certificates.LookAsync(wanted.Local.Tls, wanted.Domain, cancellation);
        return new TlsState
        {
            BindClause = $"fd@{descriptor}",
            Port = port,
            Hsts = wanted.Hsts,
            ChallengePort = wanted.Local.Tls is { Source: CertificateSource.Acme } ? facts.Ports.Challenge : null,
            Pem = certificate.Pair.Pem,
        };
    }

    bool Decide(
        Architecture architecture,
        Serving? serving,
        IReadOnlyList<TaskObservation> seen,
        IReadOnlyDictionary<string, TargetHealth>? targets,
        CancellationToken cancellation
    )
    {
        var actions = TaskPlan.Decide(
            new TaskWorld
            {
                Now = time.GetUtcNow(),
                Rows = [.. seen.Select(task => task.Row)],
                Serving = serving,
                Desired = architecture.Services.Desired,
                Zones = architecture.Network.Zones,
                Targets = targets,
                Apps = seen.ToDictionary(
                    task => task.Row.Id,
                    task => new AppObservation(task.App?.Pid, task.App?.Since, _lastPass.GetValueOrDefault(task.Row.Id), task.IsPrepared)
                ),
                Ports = facts.Ports,
            }
        );
        var changed = false;
        foreach (var action in actions)
        {
            switch (action)
            {
                case TaskAction.Add add:
                    events.Append(ScalingEvents.Added(registry.Add(add), architecture.Services.Desired));
                    changed = true;
                    break;
                case TaskAction.Move move:
                    var moved = registry.Move(move);
                    changed |= moved;
                    if (moved && move.Reason == MoveReason.Surplus)
                    {
                        events.Append(ScalingEvents.Stopped(move.Row, architecture.Services.Desired));
                    }

                    break;
                case TaskAction.Remove remove:
                    tasks.Remove(remove.Row.Id, cancellation);
                    break;
                default:
                    throw new InvalidOperationException($"{action} is not an action.");
            }
        }

        return changed;
    }

    /// <summary>The same tasks as the state has them now; what was added meanwhile is not observed yet.</summary>
    List<TaskObservation> Refresh(IReadOnlyList<TaskObservation> seen)
    {
        var known = seen.ToDictionary(task => task.Row.Id);
        return
        [
            .. store
                .Tasks()
                .Select(row => known.TryGetValue(row.Id, out var task) ? task with { Row = row } : new(row, null, null, null, false)),
        ];
    }

    string? Ensure(TaskObservation task, IReadOnlyDictionary<Slot, Architecture> sets, CancellationToken cancellation)
    {
        var problem = PassPlan.WorkFor(task.Row.Phase, task.IsPrepared) switch
        {
            TaskWork.Remove => tasks.RemovalProblem(task.Row.Id),
            TaskWork.Install => tasks.Ensure(task, sets.GetValueOrDefault(task.Row.Slot), cancellation) is Readiness.HasFailed failed
                ? failed.Reason
                : null,
            TaskWork.None => null,
            var work => throw new InvalidOperationException($"{work} is not a task's work."),
        };
        return problem is null ? null : $"task {task.Row.Id}: {problem}";
    }
}
