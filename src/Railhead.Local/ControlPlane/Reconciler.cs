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
    TimeProvider time,
    ILogger log
) : IDisposable
{
    static readonly TimeSpan Idle = TimeSpan.FromSeconds(2),
        Busy = TimeSpan.FromMilliseconds(200),
        Gap = TimeSpan.FromMilliseconds(50);

    readonly SemaphoreSlim _wake = new(0, 1);
    readonly Lock _lock = new();
    TaskCompletionSource<Snapshot> _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    volatile Snapshot _current = Snapshot.Empty;
    readonly LogKeeper _logs = new(facts.Layout, time);
    Dictionary<string, AppSighting> _lastPass = [];
    readonly PlatformLook _look = new(time);

    public Snapshot Current => _current;

    public void Dispose() => _wake.Dispose();

    /// <summary>A pass soon, because the state has changed.</summary>
    public void Wake()
    {
        lock (_lock)
        {
            if (_wake.CurrentCount == 0)
            {
                _wake.Release();
            }
        }
    }

    /// <summary>Waits for a pass that begins after this call.</summary>
    public async Task<Snapshot> NextPassAsync(CancellationToken cancellation)
    {
        var begun = _current.Pass;
        Wake();
        // The pass under way may have read the state before the caller changed it.
        while (true)
        {
            Task<Snapshot> next;
            lock (_lock)
            {
                next = _next.Task;
            }

            var snapshot = await next.WaitAsync(cancellation);
            if (snapshot.Pass >= begun + 2)
            {
                return snapshot;
            }

            Wake();
        }
    }

    /// <summary>Waits for a pass whose snapshot is as wanted.</summary>
    public async Task<Snapshot> WaitAsync(Func<Snapshot, bool> wanted, CancellationToken cancellation)
    {
        while (true)
        {
            var snapshot = await NextPassAsync(cancellation);
            if (wanted(snapshot))
            {
                return snapshot;
            }
        }
    }

    public async Task RunAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            var before = _current.Error;
            var (snapshot, pause) = await PassAsync(_current.Pass + 1, cancellation);
            if (snapshot.Error is { } error && error != before)
            {
                log.PassFailed(error);
            }
            else if (snapshot.Error is null && before is not null)
            {
                log.PassRecovered();
            }

            _current = snapshot;
            TaskCompletionSource<Snapshot> done;
            lock (_lock)
            {
                (done, _next) = (_next, new(TaskCreationOptions.RunContinuationsAsynchronously));
            }

            done.SetResult(snapshot);
            _look.HurryIf(await _wake.WaitAsync(pause, cancellation));
            await Task.Delay(Gap, time, cancellation);
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
                readiness = new(_current.Platform);
            }

            var sets = applied.Sets();
            var serving = applied.Serving;
            var rows = store.Tasks();
            IReadOnlyDictionary<string, TargetHealth>? targets = null;
            readiness[PlatformPart.LoadBalancer] = await problems.GuardAsync(
                PlatformPart.LoadBalancer.Name(),
                async () =>
                {
                    var desired = TrafficPlan.Desired(architecture, sets, rows, serving);
                    targets = (await loadBalancer.ReconcileAsync(desired, cancellation)).ToDictionary(target => target.Name);
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
        var isBusy = problems.Text is not null || seen.Any(task => task.Row.Phase != TaskPhase.InService);
        _look.HurryIf(isBusy || changed || readiness.Values.Any(part => part is not Readiness.IsReady));
        return (
            new Snapshot
            {
                Pass = pass,
                Tasks = seen,
                LoadBalancerCurrent = readiness.GetValueOrDefault(PlatformPart.LoadBalancer) is Readiness.IsReady,
                Platform = readiness,
                Error = problems.Text,
            },
            changed ? TimeSpan.Zero
            : isBusy ? Busy
            : Idle
        );
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
                    registry.Add(add);
                    changed = true;
                    break;
                case TaskAction.Move move:
                    changed |= registry.Move(move);
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
        var problem = task.Row.Phase switch
        {
            TaskPhase.Stopping => tasks.RemovalProblem(task.Row.Id),
            TaskPhase.Draining when !task.IsPrepared => null,
            _ => tasks.Ensure(task, sets.GetValueOrDefault(task.Row.Slot), cancellation) is Readiness.HasFailed failed
                ? failed.Reason
                : null,
        };
        return problem is null ? null : $"task {task.Row.Id}: {problem}";
    }
}
