namespace Railhead.Model;

/// <summary>The names of buckets that are not the app's.</summary>
public static class BucketNames
{
    public const string Artifacts = "artifacts";
    public const string AccessLogs = "access-logs";
    public const string State = "state";

    /// <summary>What the user may not call a bucket.</summary>
    public static IReadOnlyList<string> Reserved { get; } = [Artifacts, AccessLogs, State];
}
