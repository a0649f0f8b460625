using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>machines-are-current</c>.</summary>
static class MachinesAreCurrent
{
    public static PolicyRule Rule { get; } =
        new("RH6096", "machines-are-current", PolicyArea.Cost, Severity.Warning)
        {
            Reason = "Older classes cost more for less.",
            Fix = "Choose a current class, such as db.t4g, db.m7g or t4g.",
            Source = "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.DBInstanceClass.html",
            Find = plan =>
                plan.Of("aws_db_instance", "aws_rds_cluster_instance")
                    .Where(database => IsOld(database["instance_class"].Text?.Replace("db.", "", StringComparison.Ordinal)))
                    .Concat(plan.Of("aws_instance").Where(instance => IsOld(instance["instance_type"].Text)))
                    .That(_ => true, "the class is of an older generation"),
        };

    static readonly string[] Old = ["t1", "t2", "m1", "m2", "m3", "m4", "c1", "c3", "c4", "r3", "r4", "i2", "d2"];

    static bool IsOld(string? type) => type is not null && Old.Contains(type.Split('.')[0]);
}
