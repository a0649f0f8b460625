using Railhead.Model;

namespace Railhead.Local;

/// <summary>Puts the interface's status document together from what the last pass saw.</summary>
public sealed class StatusReport(
    EnvironmentFacts facts,
    StateStore store,
    AppliedState applied,
    Supervisor supervisor,
    LoadBalancerController loadBalancer,
    Reconciler reconciler,
    PlatformServices platform,
    TimeProvider time
)
{
    public async Task<StatusDocument> BuildAsync()
    {
        var snapshot = reconciler.Current;
        var architecture = applied.Platform;
        var tasks = snapshot.Tasks.Select(Task).ToList();
        return new StatusDocument
        {
            App = facts.Record.App,
            Environment = facts.Record.Environment,
            Url = facts.Url,
            Remote = facts.Layout.Repository,
            Revision = applied.Serving?.Revision,
            Service = new ServiceDocument(architecture?.Services.Desired ?? 0, tasks.Count(task => task.State == "running"), tasks),
            Database = architecture?.Database is null ? null : await DatabaseAsync(architecture.Network.Zones[0]),
            Buckets = await BucketsAsync(),
            Deployment = store.Deployments(1) is [var last]
                ? new DeploymentDocument(last.Id, last.Revision, Words.Of(last.Status), last.StartedAt, last.FinishedAt, last.Reason)
                : null,
            Processes = await ProcessesAsync(),
            Problem = snapshot.Error,
        };
    }

    static TaskDocument Task(TaskObservation task)
    {
        var row = task.Row;
        var health = row.Phase switch
        {
            TaskPhase.Draining or TaskPhase.Stopping => TargetHealthState.Draining.Word(),
            TaskPhase.Initial or TaskPhase.InService => (task.Target?.Health ?? TargetHealthState.Initial).Word(),
            _ => throw new InvalidOperationException($"phase {row.Phase}"),
        };
        return new TaskDocument(
            row.Id,
            row.Zone,
            $"127.0.0.1:{row.NginxPort}",
            row.Revision,
            row.Slot.Word(),
            State(task),
            health,
            row.StartedAt,
            new TaskPids(task.App?.Pid, task.Nginx?.Pid)
        );
    }

    static string State(TaskObservation task)
    {
        if (task.Row.Phase >= TaskPhase.Draining)
        {
            return "draining";
        }

        if (task.App is { CrashLooping: true } || task.Nginx is { CrashLooping: true })
        {
            return "crash-looping";
        }

        if (task.App is not { Up: true } || task.Nginx is not { Up: true })
        {
            return task.Row.Phase == TaskPhase.Initial ? "starting" : "stopped";
        }

        return task.Row.Phase == TaskPhase.Initial ? "starting" : "running";
    }

    async Task<DatabaseDocument> DatabaseAsync(string zone)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2), time);
        DatabaseStatus status;
        try
        {
            status = await platform.Server().StatusAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            status = new DatabaseStatus("starting", null, null);
        }

        return new DatabaseDocument(
            $"127.0.0.1:{facts.Ports.Database}",
            status.State,
            [new DatabaseNodeDocument("database", zone, status.Role ?? "primary", status.Pid)]
        );
    }

    async Task<IReadOnlyList<ProcessDocument>> ProcessesAsync()
    {
        var processes = new List<ProcessDocument>
        {
            new(
                PlatformPart.Supervisor.Name(),
                supervisor.Pid,
                int.Parse(store.Setting("supervisor-restarts") ?? "0", System.Globalization.CultureInfo.InvariantCulture)
            ),
        };
        foreach (
            var part in (PlatformPart[])[PlatformPart.ControlPlane, PlatformPart.LoadBalancer, PlatformPart.Database, PlatformPart.Storage]
        )
        {
            if (supervisor.Status(part.Name()) is { } status)
            {
                processes.Add(new(part.Name(), part == PlatformPart.LoadBalancer ? await WorkerAsync() : status.Pid, status.Restarts));
            }
        }

        return processes;
    }

    async Task<IReadOnlyList<BucketDocument>> BucketsAsync()
    {
        using var client = new AwsEndpointClient(facts.Layout);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2), time);
        try
        {
            return
            [
                .. (await client.UsageAsync(limit.Token)).Select(bucket => new BucketDocument(bucket.Name, bucket.Objects, bucket.Bytes)),
            ];
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return [];
        }
    }

    async Task<int?> WorkerAsync()
    {
        try
        {
            return await loadBalancer.WorkerPidAsync();
        }
        catch (Exception e) when (e is IOException or System.Net.Sockets.SocketException or TimeoutException)
        {
            return null;
        }
    }
}
