using System.Text.Json.Serialization;
using Railhead.Model;

namespace Railhead.Local;

/// <summary><c>railhead status --json</c>.</summary>
public sealed record StatusDocument
{
    public required string App { get; init; }
    public required string Environment { get; init; }
    public required string Url { get; init; }
    public required string Remote { get; init; }

    /// <summary>The same repository for other computers, whose keys <c>railhead keys</c> lets in. Null: an older control plane.</summary>
    public string? SshRemote { get; init; }

    /// <summary>The certificate that serves; null without HTTPS.</summary>
    public TlsDocument? Tls { get; init; }

    public required string? Revision { get; init; }
    public required ServiceDocument Service { get; init; }
    public required DatabaseDocument? Database { get; init; }
    public required IReadOnlyList<BucketDocument> Buckets { get; init; }
    public required DeploymentDocument? Deployment { get; init; }
    public required IReadOnlyList<ProcessDocument> Processes { get; init; }

    /// <summary>The walls around the tasks; null from a control plane that has none.</summary>
    public IsolationDocument? Isolation { get; init; }

    /// <summary>The problem that keeps the control plane from reaching the desired state, or null.</summary>
    public string? Problem { get; init; }

    /// <summary>How <c>up --all</c> started it after a reboot; null if something else did.</summary>
    public EnvironmentStart? Start { get; init; }

    /// <summary>States that need a person, oldest first.</summary>
    public IReadOnlyList<WarningDocument> Warnings { get; init; } = [];
}

public sealed record ServiceDocument(int Desired, int Running, IReadOnlyList<TaskDocument> Tasks);

public sealed record TaskDocument(
    string Id,
    string Zone,
    string Address,
    string Revision,
    string Slot,
    string State,
    string Health,
    DateTimeOffset Started,
    TaskPids Pids
);

public sealed record TaskPids(int? App, int? Nginx);

public sealed record DatabaseDocument(string Endpoint, string State, IReadOnlyList<DatabaseNodeDocument> Nodes);

public sealed record DatabaseNodeDocument(string Name, string Zone, string Role, int? Pid);

public sealed record BucketDocument(string Name, long Objects, long Bytes);

/// <param name="On">Whether each task that runs is behind walls.</param>
/// <param name="Lacks">What the machine lacks for them, a sentence each.</param>
public sealed record IsolationDocument(bool On, IReadOnlyList<string> Lacks);

public sealed record DeploymentDocument(
    int Id,
    string Revision,
    string Status,
    DateTimeOffset StartedAt,
    DateTimeOffset? FinishedAt,
    string? Reason
);

public sealed record WarningDocument(string Kind, DateTimeOffset Since, string Text);

public sealed record ProcessDocument(string Name, int? Pid, int Restarts);

/// <summary>One line of <c>railhead releases --json</c>.</summary>
public sealed record ReleaseDocument(int Number, string Revision, string Subject, DateTimeOffset CreatedAt, bool Current);

/// <summary>One line of <c>railhead secrets list --json</c>.</summary>
public sealed record SecretDocument(string Name, int Version, DateTimeOffset UpdatedAt)
{
    public static SecretDocument Of(SecretEntry secret) => new(secret.Name, secret.Version, secret.UpdatedAt);
}

/// <summary><c>railhead status --json</c> without a control plane: the error, and what the supervisors know.</summary>
public sealed record UnansweredStatusDocument(ErrorBody Error, IReadOnlyList<ProcessDocument> Processes);

/// <summary>The request of <c>up</c>.</summary>
/// <param name="Blueprint">The text of railhead.yaml; null for the one that was applied last.</param>
/// <param name="ObjectFormat">See <see cref="Repository.EnsureAsync"/>.</param>
public sealed record UpRequest(string? Blueprint, string? ObjectFormat);

/// <summary>The request of <c>rollback</c>. Without a number: the release before the current one.</summary>
public sealed record RollbackRequest(int? Number);

/// <summary>A deployment that was accepted, with what people should know of it; or why there is nothing to do.</summary>
public sealed record DeploymentAccepted(int? Id, string? Message);

/// <summary>Facts that a push or <c>deploy</c> needs first.</summary>
public sealed record PushFacts(string Branch, string Prefix, string? Revision);

/// <summary>
/// Facts for <c>exec</c>: user, folder, the file with the variables (never their values), the folder to delete at its end,
/// and the words of its walls (null from an older control plane).
/// </summary>
public sealed record ExecFacts(string Folder, string EnvironmentFile, uint Uid, uint Gid, string Temporary, IReadOnlyList<string>? Walls);

public sealed record SecretValue(string Value);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(StatusDocument))]
[JsonSerializable(typeof(IReadOnlyList<ReleaseDocument>))]
[JsonSerializable(typeof(IReadOnlyList<SecretDocument>))]
[JsonSerializable(typeof(UnansweredStatusDocument))]
[JsonSerializable(typeof(UpRequest))]
[JsonSerializable(typeof(RollbackRequest))]
[JsonSerializable(typeof(DeploymentAccepted))]
[JsonSerializable(typeof(PushFacts))]
[JsonSerializable(typeof(ExecFacts))]
[JsonSerializable(typeof(SecretValue))]
public sealed partial class ApiJson : JsonSerializerContext;
