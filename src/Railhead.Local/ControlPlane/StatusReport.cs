using Railhead.Model;

namespace Railhead.Local;

/// <summary>The interface's status document as a function of what was observed.</summary>
public static class StatusReport
{
    static readonly PlatformPart[] ServicesInOrder =
    [
        PlatformPart.ControlPlane,
        PlatformPart.LoadBalancer,
        PlatformPart.Database,
        PlatformPart.Storage,
    ];

    public static StatusDocument Of(StatusWorld world)
    {
        var facts = world.Facts;
        var tasks = world.Snapshot.Tasks.Select(Task).ToList();
        return new StatusDocument
        {
            App = facts.Record.App,
            Environment = facts.Record.Environment,
            Url = facts.Url,
            Remote = facts.Layout.Repository,
            SshRemote = world.SshRemote,
            Tls = world.Certificate is { } certificate
                ? new TlsDocument(certificate.Source.Word(), certificate.Pair.Issuer, certificate.Pair.NotAfter, certificate.Problem)
                : null,
            Revision = world.Serving?.Revision,
            Service = new ServiceDocument(world.Architecture?.Services.Desired ?? 0, tasks.Count(task => task.State == "running"), tasks),
            Database = Database(world),
            Buckets = [.. world.Buckets.Select(bucket => new BucketDocument(bucket.Name, bucket.Objects, bucket.Bytes))],
            Deployment = world.Latest is { } last
                ? new DeploymentDocument(last.Id, last.Revision, Words.Of(last.Status), last.StartedAt, last.FinishedAt, last.Reason)
                : null,
            Processes = Processes(world),
            Isolation = Isolation(world),
            Problem = world.Snapshot.Error,
            Warnings = [.. world.Warnings.Select(row => new WarningDocument(row.Kind, row.Since, row.Text))],
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
            new TaskPids(task.App?.ProgramPid, task.Nginx?.Pid)
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

    static IsolationDocument Isolation(StatusWorld world)
    {
        if (world.Architecture is { Services.Isolation: IsolationMode.Off })
        {
            return new IsolationDocument(false, []);
        }

        var outside = world.Snapshot.Tasks.Where(task => task.App is { Up: true, HasWalls: false }).Select(task => task.Row.Id).ToList();
        var lacks =
            outside.Count > 0 && world.Isolation.Walls is not null
                ? (IReadOnlyList<string>)
                    [
                        .. world.Isolation.Lacks,
                        $"Made before walls were there: {string.Join(", ", outside)}. \"railhead up\" replaces them.",
                    ]
                : world.Isolation.Lacks;
        return new IsolationDocument(world.Isolation.Walls is not null && outside.Count == 0, lacks);
    }

    static DatabaseDocument? Database(StatusWorld world) =>
        world is { Database: { } status, Architecture: { } architecture }
            ? new DatabaseDocument(
                $"127.0.0.1:{world.Facts.Ports.Database}",
                status.State,
                [
                    new DatabaseNodeDocument(
                        PlatformPart.Database.Name(),
                        architecture.Network.Zones[0],
                        status.Role ?? "primary",
                        status.Pid
                    ),
                ]
            )
            : null;

    static IReadOnlyList<ProcessDocument> Processes(StatusWorld world) =>
        [
            new(PlatformPart.Supervisor.Name(), world.SupervisorPid, world.SupervisorRestarts),
            .. ServicesInOrder
                .Where(world.Services.ContainsKey)
                .Select(part =>
                {
                    var status = world.Services[part];
                    return new ProcessDocument(
                        part.Name(),
                        part == PlatformPart.LoadBalancer ? world.WorkerPid : status.Pid,
                        status.Restarts
                    );
                }),
        ];
}
