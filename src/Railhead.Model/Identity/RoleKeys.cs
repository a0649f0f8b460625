namespace Railhead.Model;

/// <summary>The actors.</summary>
public static class RoleKeys
{
    /// <summary>The app.</summary>
    public const string Task = "task";

    /// <summary>ECS, starting a task: images, logs, secrets.</summary>
    public const string Execution = "execution";

    public const string Build = "build";

    /// <summary>The build that runs the release command.</summary>
    public const string Release = "release";

    /// <summary>EventBridge, starting the pipeline when the environment of <c>deploy.from</c> has released.</summary>
    public const string Promotion = "promotion";
    public const string Pipeline = "pipeline";
    public const string Deploy = "deploy";

    /// <summary>RDS's enhanced monitoring.</summary>
    public const string Monitoring = "monitoring";

    /// <summary>S3, copying buckets to a second region.</summary>
    public const string Replication = "replication";

    public const string FlowLogs = "flow-logs";

    /// <summary>
    /// ECS, starting the task that makes the app's role in the database: the only one that may read the administrator's password.
    /// </summary>
    public const string DatabaseRole = "database-role";

    /// <summary>The function that rotates the database's password.</summary>
    public const string Rotation = "rotation";
}
