using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>database-has-backups</c>.</summary>
static class DatabaseHasBackups
{
    public static PolicyRule Rule { get; } =
        new("RH6060", "database-has-backups", PolicyArea.Backup, Severity.Error)
        {
            Reason = "Without backups a wrong DELETE or a bad migration is final.",
            Fix = "Set backup_retention_period to 7 or more.",
            Source = "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithAutomatedBackups.html",
            Scanners = ["CKV_AWS_133", "AVD-AWS-0077"],
            Types = ["aws_db_instance"],
            Find = plan =>
                plan.Of("aws_db_instance")
                    .Where(database => !database["replicate_source_db"].IsSet)
                    .That(
                        database =>
                            !database["backup_retention_period"].IsUnknown && database["backup_retention_period"].Number is null or 0,
                        "the database has no backups"
                    ),
        };
}
