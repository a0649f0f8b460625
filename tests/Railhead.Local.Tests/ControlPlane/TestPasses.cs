namespace Railhead.Local.Tests;

/// <summary>
/// The reconciler's passes over a state store, without engines: tasks start and drain as the test says, and <see cref="TaskPlan"/> decides
/// as in a real pass.
/// </summary>
sealed class TestPasses(StateStore store, AppliedState applied, TimeProvider time) : IAsyncDisposable
{
    readonly CancellationTokenSource _end = new();
    readonly TaskRegistry _registry = new(Some.Ports, store, time, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);
    Task _loop = Task.CompletedTask;

    public Passes Passes { get; } = new();

    public TaskRegistry Registry => _registry;

    /// <summary>The health of a task's target.</summary>
    public Func<TaskRow, TargetHealthState> Health { get; set; } = _ => TargetHealthState.Healthy;

    public bool TasksDrain { get; set; } = true;

    public bool LoadBalancerCurrent { get; set; } = true;

    public Func<PlatformPart, Readiness> Platform { get; set; } = _ => Readiness.Ready;

    /// <summary>Called before each pass, such as to let the time go on.</summary>
    public Action BeforePass { get; set; } = () => { };

    public void Start() => _loop = Task.Run(RunAsync);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _loop.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        Passes.Dispose();
        _end.Dispose();
    }

    async Task RunAsync()
    {
        for (var pass = 1L; ; pass++)
        {
            BeforePass();
            Act();
            Passes.Publish(
                new Snapshot
                {
                    Pass = pass,
                    Tasks = [.. store.Tasks().Select(row => Some.Seen(row, Health(row)))],
                    LoadBalancerCurrent = LoadBalancerCurrent,
                    Platform = Enum.GetValues<PlatformPart>().ToDictionary(part => part, Platform),
                    Error = null,
                }
            );
            await Passes.PauseAsync(TimeSpan.FromMilliseconds(5), _end.Token);
        }
    }

    void Act()
    {
        var rows = store.Tasks();
        var world = new TaskWorld
        {
            Now = time.GetUtcNow(),
            Rows = rows,
            Serving = applied.Serving,
            Desired = applied.Platform?.Services.Desired ?? 0,
            Zones = Some.Zones,
            Targets = rows.Where(row => row.Phase != TaskPhase.Stopping)
                .ToDictionary(row => row.Id, row => Some.Target(row, Health(row), isDrained: TasksDrain)),
            Apps = rows.ToDictionary(row => row.Id, _ => Some.App()),
            Ports = Some.Ports,
        };
        foreach (var action in TaskPlan.Decide(world))
        {
            switch (action)
            {
                case TaskAction.Add add:
                    _registry.Add(add);
                    break;
                case TaskAction.Move move:
                    _registry.Move(move);
                    break;
                case TaskAction.Remove remove:
                    store.RemoveTask(remove.Row.Id);
                    break;
            }
        }
    }
}
