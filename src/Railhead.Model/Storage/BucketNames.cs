namespace Railhead.Model;

/// <summary>The names of buckets that are not the app's.</summary>
public static class BucketNames
{
    public const string Artifacts = "artifacts";
    public const string AccessLogs = "access-logs";
    public const string State = "state";

    static readonly string[] Own = [Artifacts, AccessLogs, State];

    /// <summary>Key and name of a bucket's copy in a second region.</summary>
    public static string Copy(string key) => $"{key}-copy";

    /// <summary>What the user may not call a bucket.</summary>
    public static bool IsReserved(string key) => Own.Contains(key) || key.EndsWith("-copy", StringComparison.Ordinal);
}
