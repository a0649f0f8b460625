using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>backups-reach-back-a-week</c>.</summary>
static class BackupsReachBackAWeek
{
    public static PolicyRule Rule { get; } =
        new("RH6061", "backups-reach-back-a-week", PolicyArea.Backup, Severity.Warning)
        {
            Reason = "A mistake of Friday is often found on Monday.",
            Fix = "Set backup_retention_period to 7 or more.",
            Source = "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithAutomatedBackups.html",
            Scanners = ["CKV_AWS_133"],
            Types = ["aws_db_instance", "aws_rds_cluster"],
            IsForProduction = true,
            Find = plan =>
                plan.Of("aws_db_instance", "aws_rds_cluster")
                    .Where(database => !database["replicate_source_db"].IsSet)
                    .That(database => database["backup_retention_period"].Number is > 0 and < 7, "backups are kept for less than a week"),
        };
}
