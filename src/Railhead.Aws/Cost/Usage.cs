namespace Railhead.Aws;

/// <summary>Names of the assumptions about the use of an environment.</summary>
public static class Usage
{
    public const string Hours = "hours";
    public const string Tasks = "tasks";
    public const string Requests = "requests";
    public const string ResponseKb = "response_kb";
    public const string InternetGb = "internet_gb";
    public const string LogKb = "log_kb";
    public const string LogGb = "log_gb";
    public const string FlowLogGb = "flow_log_gb";
    public const string NatGb = "nat_gb";
    public const string EndpointGb = "endpoint_gb";
    public const string ZoneGb = "zone_gb";
    public const string Deployments = "deployments";
    public const string BuildMinutes = "build_minutes";
    public const string ReleaseMinutes = "release_minutes";
    public const string PipelineMinutes = "pipeline_minutes";
    public const string DoubleMinutes = "double_minutes";
    public const string ImageGb = "image_gb";
    public const string FileGb = "file_gb";
    public const string FileReads = "file_reads";
    public const string FileWrites = "file_writes";
    public const string CopyGb = "copy_gb";
    public const string BackupGb = "backup_gb";
    public const string AppMetrics = "app_metrics";
    public const string KeyRequests = "key_requests";
    public const string Mails = "mails";

    /// <summary>All names, in the order in which they are shown.</summary>
    public static IReadOnlyList<string> Names { get; } =
        new Assumptions(Model.Tier.Production, [], new Dictionary<string, decimal>()).All.Select(assumption => assumption.Name).ToList();
}
