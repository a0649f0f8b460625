using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>no-extended-support</c>.</summary>
static class NoExtendedSupport
{
    public static PolicyRule Rule { get; } =
        new("RH6097", "no-extended-support", PolicyArea.Cost, Severity.Warning)
        {
            Reason = "After the end of standard support AWS charges for each vCPU-hour of an old version, by default.",
            Fix = "Upgrade, or set engine_lifecycle_support = \"open-source-rds-extended-support-disabled\".",
            Source = "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/extended-support.html",
            Find = plan =>
                plan.Of("aws_db_instance", "aws_rds_cluster")
                    .Where(database =>
                        !database["replicate_source_db"].IsSet
                        && database["engine"].Text is { } engine
                        && (engine.Contains("postgres", StringComparison.Ordinal) || engine.Contains("mysql", StringComparison.Ordinal))
                    )
                    .That(
                        database =>
                            !database["engine_lifecycle_support"].IsUnknown
                            && !database["engine_lifecycle_support"].IsText("open-source-rds-extended-support-disabled"),
                        "an old version will be charged as extended support"
                    ),
        };
}
