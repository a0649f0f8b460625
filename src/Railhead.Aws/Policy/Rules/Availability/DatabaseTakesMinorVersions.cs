using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>database-takes-minor-versions</c>.</summary>
static class DatabaseTakesMinorVersions
{
    public static PolicyRule Rule { get; } =
        new("RH6077", "database-takes-minor-versions", PolicyArea.Availability, Severity.Warning)
        {
            Reason = "Minor versions fix security holes and lost data.",
            Fix = "Leave auto_minor_version_upgrade at true.",
            Source = "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_UpgradeDBInstance.Upgrading.html",
            Scanners = ["CKV_AWS_226"],
            Types = ["aws_db_instance", "aws_rds_cluster_instance"],
            Find = plan =>
                plan.Of("aws_db_instance", "aws_rds_cluster_instance")
                    .That(
                        database => database["auto_minor_version_upgrade"] is { IsSet: true, IsTrue: false },
                        "the database gets no minor versions"
                    ),
        };
}
