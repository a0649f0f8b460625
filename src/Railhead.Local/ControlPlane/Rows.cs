namespace Railhead.Local;

/// <summary>The kind of a deployment.</summary>
public enum DeploymentKind
{
    /// <summary>New source: build, release command, tasks.</summary>
    Deploy,

    /// <summary>A kept release serves again: tasks only.</summary>
    Rollback,

    /// <summary>The current release with another blueprint: tasks only.</summary>
    Apply,
}

/// <summary>The interface's words for a deployment's end.</summary>
public enum DeploymentStatus
{
    InProgress,
    Succeeded,
    Failed,
    RolledBack,
}

/// <summary>The step that a deployment is in; a restarted control plane goes on with it. Each can run again.</summary>
public enum DeploymentStep
{
    Source,
    Build,
    Release,
    Tasks,
    Traffic,
    Drain,
    Done,
}

/// <param name="Number">Counts up from 1, never used twice.</param>
/// <param name="Revision">Commit id, or <c>dir-</c> and a hash of the folder.</param>
/// <param name="Subject">First line of the commit message.</param>
/// <param name="CreatedAt">When its build succeeded.</param>
/// <param name="Blueprint">Text of the blueprint that travels with it.</param>
public sealed record ReleaseRow(int Number, string Revision, string Subject, DateTimeOffset CreatedAt, string Blueprint);

/// <summary>One run of the pipeline.</summary>
public sealed record DeploymentRow
{
    /// <summary>0 until it is stored.</summary>
    public int Id { get; init; }
    public required DeploymentKind Kind { get; init; }
    public required string Revision { get; init; }
    public required string Subject { get; init; }

    /// <summary>Text of the blueprint to apply; empty until a deploy has unpacked its source.</summary>
    public string Blueprint { get; init; } = "";

    /// <summary>Number of the release that is served when it succeeds; 0 until there is one.</summary>
    public int Release { get; init; }
    public Slot? Slot { get; init; }
    public DeploymentStatus Status { get; init; } = DeploymentStatus.InProgress;
    public DeploymentStep Step { get; init; }
    public string? Reason { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Whether the branch of the environment's repository follows; a push's branch is moved by git itself.</summary>
    public required bool MovesRef { get; init; }
}

/// <summary>The phase of a task's life; the numbers are stored, never change one.</summary>
public enum TaskPhase
{
    /// <summary>Started, not yet in service.</summary>
    Initial = 0,
    InService = 1,

    /// <summary>Finishes what it has, gets nothing new.</summary>
    Draining = 2,

    /// <summary>Out of the load balancer, about to be ended.</summary>
    Stopping = 3,
}

/// <summary>A task that exists: app and nginx.</summary>
public sealed record TaskRow
{
    /// <summary>Zone's letter and a number, such as <c>a1</c>; never used twice.</summary>
    public required string Id { get; init; }
    public required int Release { get; init; }
    public required string Revision { get; init; }
    public required Slot Slot { get; init; }
    public required string Zone { get; init; }
    public required int AppPort { get; init; }
    public required int NginxPort { get; init; }
    public required TaskPhase Phase { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public DateTimeOffset? DrainingSince { get; init; }

    /// <summary>Whether it counts as a task of the slot's set: it serves or will; one that leaves does not.</summary>
    public bool BelongsTo(Slot slot) => Slot == slot && Phase <= TaskPhase.InService;
}
