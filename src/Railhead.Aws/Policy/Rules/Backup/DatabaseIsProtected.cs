using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>database-is-protected</c>.</summary>
static class DatabaseIsProtected
{
    public static PolicyRule Rule { get; } =
        new("RH6062", "database-is-protected", PolicyArea.Backup, Severity.Warning)
        {
            Reason = "One wrong destroy deletes the database with its data.",
            Fix = "Set deletion_protection = true and skip_final_snapshot = false.",
            Source = "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_DeleteInstance.html",
            Scanners = ["CKV_AWS_293", "CKV_AWS_139", "AVD-AWS-0177"],
            Types = ["aws_db_instance", "aws_rds_cluster"],
            IsForProduction = true,
            Find = plan =>
                plan.Of("aws_db_instance", "aws_rds_cluster")
                    .Where(database => !database["replicate_source_db"].IsSet)
                    .That(
                        database =>
                            !database["deletion_protection"].IsTrue || database["skip_final_snapshot"] is { IsSet: true, IsTrue: true },
                        "the database can be deleted by a mistake"
                    ),
        };
}
