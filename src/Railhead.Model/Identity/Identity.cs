namespace Railhead.Model;

/// <summary>The roles of an environment, one per actor, least privilege each.</summary>
public sealed record Identity
{
    /// <summary>The role of the app's tasks.</summary>
    public required Role Task { get; init; }

    /// <summary>All, the tasks' first.</summary>
    public required IReadOnlyList<Role> Roles { get; init; }
}

/// <param name="Name">The role's name, such as <c>guestbook-local-task</c>.</param>
/// <param name="Statements">What it may do; all else is denied.</param>
public sealed record Role(string Name, IReadOnlyList<Statement> Statements)
{
    /// <summary>The actor, one of <see cref="RoleKeys"/>.</summary>
    public string Key { get; init; } = RoleKeys.Task;

    /// <summary>The AWS service that may take it on, and only for this account.</summary>
    public string Service { get; init; } = "ecs-tasks.amazonaws.com";

    /// <summary>ARN, with <c>*</c> at the end at most, of what the service must be acting for; null where the service sends none.</summary>
    public string? SourceArn { get; init; }
}

/// <summary>A permission. <c>{account}</c> in a resource is the AWS account; a bucket's ARN has its <see cref="Bucket.Name"/>.</summary>
/// <param name="Actions">IAM actions, such as <c>s3:GetObject</c>.</param>
/// <param name="Resources">ARNs; <c>*</c> stands at the end at most, <c>?</c> is any one character.</param>
public sealed record Statement(IReadOnlyList<string> Actions, IReadOnlyList<string> Resources)
{
    public IReadOnlyList<Condition> Conditions { get; init; } = [];

    /// <summary>Why no narrower resource is possible, where <see cref="Resources"/> is <c>*</c> or of any account.</summary>
    public string? Why { get; init; }
}

/// <param name="Operator">Such as <c>StringEquals</c>.</param>
/// <param name="Key">Such as <c>iam:PassedToService</c>.</param>
/// <param name="Values">Any of them.</param>
public sealed record Condition(string Operator, string Key, IReadOnlyList<string> Values);

/// <summary>The actors.</summary>
public static class RoleKeys
{
    /// <summary>The app.</summary>
    public const string Task = "task";

    /// <summary>ECS, starting a task: images, logs, secrets.</summary>
    public const string Execution = "execution";

    public const string Build = "build";

    /// <summary>What runs the release command.</summary>
    public const string Release = "release";
    public const string Pipeline = "pipeline";
    public const string Deploy = "deploy";

    /// <summary>RDS's enhanced monitoring.</summary>
    public const string Monitoring = "monitoring";

    /// <summary>S3, copying buckets to a second region.</summary>
    public const string Replication = "replication";

    public const string FlowLogs = "flow-logs";

    /// <summary>ECS, starting the task that makes the app's role in the database: the only one that may read the administrator's password.</summary>
    public const string DatabaseRole = "database-role";

    /// <summary>The function that rotates the database's password.</summary>
    public const string Rotation = "rotation";
}
