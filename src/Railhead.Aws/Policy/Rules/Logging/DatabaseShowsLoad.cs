using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>database-shows-load</c>.</summary>
static class DatabaseShowsLoad
{
    public static PolicyRule Rule { get; } =
        new("RH6087", "database-shows-load", PolicyArea.Logging, Severity.Warning)
        {
            Reason = "Nobody can tell which queries cause the load.",
            Fix = "Set performance_insights_enabled = true; seven days cost nothing.",
            Source = "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PerfInsights.html",
            Scanners = ["CKV_AWS_118", "CKV_AWS_353"],
            Types = ["aws_db_instance", "aws_rds_cluster_instance"],
            IsForProduction = true,
            Find = plan =>
                plan.Of("aws_db_instance", "aws_rds_cluster_instance")
                    .That(database => !database["performance_insights_enabled"].IsTrue, "nothing shows which queries cause the load"),
        };
}
