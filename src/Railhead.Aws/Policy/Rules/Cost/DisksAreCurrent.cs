using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>disks-are-current</c>.</summary>
static class DisksAreCurrent
{
    public static PolicyRule Rule { get; } =
        new("RH6095", "disks-are-current", PolicyArea.Cost, Severity.Warning)
        {
            Reason = "gp3 costs less than gp2 and is faster; io1 is for loads beyond it.",
            Fix = "Set storage_type = \"gp3\" (type, volume_type).",
            Source = "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html",
            Find = plan =>
                plan.Of("aws_db_instance")
                    .Where(database =>
                        !database["replicate_source_db"].IsSet
                        && database["engine"].Text?.StartsWith("aurora", StringComparison.Ordinal) != true
                    )
                    .That(
                        database => database["storage_type"].IsText("gp2", "standard") || !database["storage_type"].IsSet,
                        "the database has disks of an older kind"
                    )
                    .Concat(
                        plan.Of("aws_ebs_volume")
                            .That(
                                volume => volume["type"].IsText("gp2", "standard") || !volume["type"].IsSet,
                                "the volume is of an older kind"
                            )
                    ),
        };
}
