namespace Railhead.Model;

/// <summary>Facts about CloudWatch Logs.</summary>
public static class CloudWatchLogs
{
    /// <summary>The retentions that it offers (PutRetentionPolicy in its API reference).</summary>
    public static IReadOnlyList<int> RetentionDays { get; } =
    [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];
}
