using System.Text.Json;

namespace Railhead.EndToEnd;

/// <summary><c>railhead status --json</c>.</summary>
sealed record Status(
    string App,
    string Environment,
    string Url,
    string Remote,
    string? SshRemote,
    string? Revision,
    ServiceStatus Service,
    DatabaseStatus? Database,
    IReadOnlyList<BucketStatus> Buckets,
    DeploymentStatus? Deployment,
    IReadOnlyList<ProcessStatus> Processes
)
{
    public static Status Parse(string json) => Json.Read<Status>(json);

    /// <summary>As many healthy running tasks as wanted, and every process of the platform there.</summary>
    public bool Whole =>
        Service.Running == Service.Desired
        && Service.Tasks.Count(t => t is { State: "running", Health: "healthy", Pids: { App: > 0, Nginx: > 0 } }) >= Service.Desired
        && Processes.All(p => p.Pid > 0);

    public int PidOf(string process) => Processes.Single(p => p.Name == process).Pid ?? 0;
}

/// <summary>The app's tasks.</summary>
sealed record ServiceStatus(int Desired, int Running, IReadOnlyList<TaskStatus> Tasks);

/// <summary>One task.</summary>
sealed record TaskStatus(
    string Id,
    string Zone,
    string Address,
    string Revision,
    string Slot,
    string State,
    string Health,
    DateTimeOffset? Started,
    TaskPids? Pids
);

/// <summary>The processes of a task.</summary>
sealed record TaskPids(int? App, int? Nginx);

/// <summary>The database.</summary>
sealed record DatabaseStatus(string Endpoint, string State, IReadOnlyList<DatabaseNode> Nodes);

/// <summary>A node of the database.</summary>
sealed record DatabaseNode(string Name, string Zone, string Role, int? Pid);

/// <summary>A bucket.</summary>
sealed record BucketStatus(string Name, long Objects, long Bytes);

/// <summary>The latest deployment.</summary>
sealed record DeploymentStatus(
    JsonElement Id,
    string? Revision,
    string Status,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt,
    string? Reason
);

/// <summary>A process of the platform.</summary>
sealed record ProcessStatus(string Name, int? Pid, int Restarts);
