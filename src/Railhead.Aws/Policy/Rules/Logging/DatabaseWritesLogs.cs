using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>database-writes-logs</c>.</summary>
static class DatabaseWritesLogs
{
    public static PolicyRule Rule { get; } =
        new("RH6083", "database-writes-logs", PolicyArea.Logging, Severity.Warning)
        {
            Reason = "The database's own log, with its errors and slow queries, stays on its disk for three days.",
            Fix = "Set enabled_cloudwatch_logs_exports.",
            Source = "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.Procedural.UploadtoCloudWatch.html",
            Scanners = ["CKV_AWS_129", "CKV_AWS_324"],
            Types = ["aws_db_instance", "aws_rds_cluster"],
            Find = plan =>
                plan.Of("aws_db_instance", "aws_rds_cluster")
                    .That(database => !database["enabled_cloudwatch_logs_exports"].IsSet, "the log of the database is not kept"),
        };
}
