using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>database-has-a-standby</c>.</summary>
static class DatabaseHasAStandby
{
    public static PolicyRule Rule { get; } =
        new("RH6070", "database-has-a-standby", PolicyArea.Availability, Severity.Warning)
        {
            Reason = "When the zone or the host fails, the database is away until it has been restored.",
            Fix = "Set multi_az = true. With Railhead: database.multi_az: true.",
            Source = "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.MultiAZ.html",
            Scanners = ["CKV_AWS_157"],
            Types = ["aws_db_instance"],
            IsForProduction = true,
            Find = plan =>
                plan.Of("aws_db_instance")
                    .Where(database => !database["replicate_source_db"].IsSet)
                    .That(database => !database["multi_az"].IsTrue, "the database has no standby"),
        };
}
