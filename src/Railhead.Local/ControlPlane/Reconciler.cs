using Railhead.Model;

namespace Railhead.Local;

/// <summary>
/// Makes true what the state says, by level: each pass starts from what is there now, so nothing that was missed matters. It is the only
/// one that moves a task from phase to phase and the only one that speaks to the supervisor and the load balancer.
/// </summary>
public sealed class Reconciler(EnvironmentContext context, PlatformServices platform, TaskServices tasks) : IDisposable
{
    static readonly TimeSpan Idle = TimeSpan.FromSeconds(2),
        Busy = TimeSpan.FromMilliseconds(200),
        Gap = TimeSpan.FromMilliseconds(50);

    /// <summary>A process of this age is a new task to the load balancer: what was known of its predecessor does not count.</summary>
    static readonly TimeSpan Young = TimeSpan.FromSeconds(60),
        Hour = TimeSpan.FromHours(1);

    readonly Dictionary<string, int?> _apps = [];
    readonly SemaphoreSlim _wake = new(0, 1);
    readonly Lock _lock = new();
    TaskCompletionSource<Snapshot> _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    volatile Snapshot _current = Snapshot.Empty;
    volatile bool _busy = true;
    long? _logsPruned;

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

    /// <summary>Waits for a pass whose snapshot is as wanted; the predicate may throw to give up.</summary>
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
        var lastError = "";
        while (!cancellation.IsCancellationRequested)
        {
            var snapshot = await PassAsync(_current.Pass + 1, cancellation);
            if (snapshot.Error is { } error && error != lastError)
            {
                context.Log(error);
            }

            lastError = snapshot.Error ?? "";
            _current = snapshot;
            TaskCompletionSource<Snapshot> done;
            lock (_lock)
            {
                (done, _next) = (_next, new(TaskCreationOptions.RunContinuationsAsynchronously));
            }

            done.SetResult(snapshot);
            await _wake.WaitAsync(_busy ? Busy : Idle, cancellation);
            await Task.Delay(Gap, context.Time, cancellation);
        }
    }

    async Task<Snapshot> PassAsync(long pass, CancellationToken cancellation)
    {
        var problems = new List<string>();
        var readiness = new Dictionary<string, string?>();
        var healths = new Dictionary<string, TargetHealth>();
        var current = false;
        await GuardAsync(problems, "supervisor", () => platform.EnsureSupervisorAsync(cancellation));
        if (context.Applied.Platform is { } architecture)
        {
            await GuardAsync(
                problems,
                "platform",
                async () =>
                {
                    foreach (var (part, reason) in await platform.EnsureAsync(architecture, cancellation))
                    {
                        readiness[part] = reason;
                    }
                }
            );
            await GuardAsync(problems, "tasks", () => ScaleAsync(architecture));
            foreach (var row in context.Store.Tasks())
            {
                await GuardAsync(problems, $"task {row.Id}", () => tasks.EnsureAsync(row));
            }

            await GuardAsync(
                problems,
                "loadbalancer",
                async () =>
                {
                    foreach (var health in await context.LoadBalancer.ReconcileAsync(DesiredLoadBalancer(architecture)))
                    {
                        healths[health.Name] = health;
                    }

                    current = true;
                }
            );
            readiness["loadbalancer"] = current ? null : problems[^1];
            await GuardAsync(problems, "tasks", () => AdvanceAsync(healths, current));
        }

        await GuardAsync(problems, "logs", ApplyLogRetentionAsync);
        var rows = context.Store.Tasks();
        foreach (var gone in _apps.Keys.Except(rows.Select(row => row.Id)).ToList())
        {
            _apps.Remove(gone);
        }

        _busy = problems.Count > 0 || rows.Any(row => row.Phase != TaskPhase.InService);
        return new Snapshot
        {
            Pass = pass,
            Tasks = [.. rows.Select(row => tasks.Observe(row, healths.GetValueOrDefault(row.Id)))],
            LoadBalancerCurrent = current,
            Platform = readiness,
            Error = problems.Count == 0 ? null : string.Join("; ", problems),
        };
    }

    /// <summary>The active set has as many tasks as its blueprint says; a deployment's own set is its deployment's business.</summary>
    Task ScaleAsync(Architecture architecture)
    {
        if (context.Applied.Serving is not { } serving)
        {
            return Task.CompletedTask;
        }

        var set = context.Store.Tasks().Where(task => task.Slot == serving.Slot && task.Phase <= TaskPhase.InService).ToList();
        for (var missing = architecture.Services.Desired - set.Count; missing > 0; missing--)
        {
            set.Add(tasks.Add(serving.Slot, serving.Release, serving.Revision, architecture));
        }

        for (; set.Count > architecture.Services.Desired; set.Remove(Placement.NextToLeave(set)))
        {
            tasks.Drain(Placement.NextToLeave(set));
        }

        return Task.CompletedTask;
    }

    LoadBalancerState DesiredLoadBalancer(Architecture platformArchitecture)
    {
        var rows = context.Store.Tasks().Where(row => row.Phase != TaskPhase.Stopping).ToList();
        var slots = Enum.GetValues<Slot>();
        return new LoadBalancerState
        {
            Host = platformArchitecture.LoadBalancing.LocalHost,
            HealthChecks = slots.ToDictionary(
                slot => slot,
                slot => (context.Applied.ForSlot(slot) ?? platformArchitecture).LoadBalancing.HealthCheck
            ),
            Targets = slots.ToDictionary(
                slot => slot,
                slot => (IReadOnlyList<Target>)[.. rows.Where(row => row.Slot == slot).Select(Target)]
            ),
            Weights = context.Applied.Serving is { } serving ? new Dictionary<Slot, int> { [serving.Slot] = WeightsMap.Whole } : [],
        };
    }

    static Target Target(TaskRow row) =>
        new(
            row.Id,
            "127.0.0.1",
            row.NginxPort,
            row.Phase switch
            {
                TaskPhase.Initial => TargetPhase.Initial,
                TaskPhase.InService => TargetPhase.InService,
                TaskPhase.Draining or TaskPhase.Stopping => TargetPhase.Draining,
                _ => throw new InvalidOperationException($"phase {row.Phase}"),
            }
        );

    /// <param name="healths">What the load balancer said in this pass.</param>
    /// <param name="answered">Whether it said anything; without it nobody knows what still drains, but what was to go goes.</param>
    Task AdvanceAsync(Dictionary<string, TargetHealth> healths, bool answered)
    {
        foreach (var row in context.Store.Tasks())
        {
            var health = healths.GetValueOrDefault(row.Id);
            var restarted = HasRestarted(row);
            switch (row.Phase)
            {
                case TaskPhase.Initial when health?.Health == "healthy":
                    context.Store.SaveTask(row with { Phase = TaskPhase.InService });
                    break;
                case TaskPhase.InService when health?.Health == "unhealthy" && IsYoung(row):
                    // As on ECS, where a task whose app died is replaced: the new one serves after its first passed check.
                    context.Store.SaveTask(row with { Phase = TaskPhase.Initial });
                    break;
                case TaskPhase.InService
                    when restarted && context.Store.Tasks().Any(other => other.Id != row.Id && Serves(other, row.Slot)):
                    // Likewise before a check says so: while an app starts, its nginx is there, and what has a body is never sent twice.
                    context.Store.SaveTask(row with { Phase = TaskPhase.Initial });
                    break;
                case TaskPhase.Draining
                    when (answered && health is null or { IsDrained: true })
                        || context.Time.GetUtcNow() - row.DrainingSince > tasks.DrainLimit:
                    context.Store.SaveTask(row with { Phase = TaskPhase.Stopping });
                    break;
                case TaskPhase.Stopping when health is null:
                    tasks.BeginRemoval(row);
                    break;
                default:
                    break;
            }
        }

        return Task.CompletedTask;
    }

    /// <summary>Whether the app's process is another one than at the last pass, or none.</summary>
    bool HasRestarted(TaskRow row)
    {
        var pid = context.Supervisor.Status(TaskServices.AppService(row.Id))?.Pid;
        var known = _apps.TryGetValue(row.Id, out var before);
        _apps[row.Id] = pid;
        return known && pid != before;
    }

    bool Serves(TaskRow row, Slot slot) =>
        row.Slot == slot && row.Phase == TaskPhase.InService && context.Supervisor.Status(TaskServices.AppService(row.Id)) is { Up: true };

    bool IsYoung(TaskRow row) =>
        context.Supervisor.Status(TaskServices.AppService(row.Id)) is { Since: { } since } && context.Time.GetUtcNow() - since < Young;

    Task ApplyLogRetentionAsync()
    {
        if (context.Applied.Platform is not { } architecture || (_logsPruned is { } last && context.Time.GetElapsedTime(last) < Hour))
        {
            return Task.CompletedTask;
        }

        _logsPruned = context.Time.GetTimestamp();
        LogRetention.Apply(
            context.Layout,
            architecture.Observability.LogRetentionDays,
            context.Store.Tasks().Select(row => row.Id).ToHashSet(),
            context.Time.GetUtcNow()
        );
        return Task.CompletedTask;
    }

    static async Task GuardAsync(List<string> problems, string part, Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            problems.Add(e is RailheadException or IOException or TimeoutException ? $"{part}: {e.Message}" : $"{part}: {e}");
        }
    }
}
