using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>database-is-private</c>.</summary>
static class DatabaseIsPrivate
{
    public static PolicyRule Rule { get; } =
        new("RH6040", "database-is-private", PolicyArea.Exposure, Severity.Error)
        {
            Reason = "The database gets a public address.",
            Fix = "Set publicly_accessible = false.",
            Source = "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html",
            Scanners = ["CKV_AWS_17", "AVD-AWS-0180"],
            Types = ["aws_db_instance", "aws_rds_cluster_instance"],
            Find = plan =>
                plan.Of("aws_db_instance", "aws_rds_cluster_instance")
                    .That(
                        database => database["publicly_accessible"] is { IsSet: true, IsTrue: true },
                        "the database has a public address"
                    ),
        };
}
