using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>table-can-go-back</c>.</summary>
static class TableCanGoBack
{
    public static PolicyRule Rule { get; } =
        new("RH6064", "table-can-go-back", PolicyArea.Backup, Severity.Warning)
        {
            Reason = "Without point-in-time recovery a wrong write is final.",
            Fix = "Set point_in_time_recovery { enabled = true }.",
            Source = "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Point-in-time-recovery.html",
            Scanners = ["CKV_AWS_28", "AVD-AWS-0024"],
            Types = ["aws_dynamodb_table"],
            IsForProduction = true,
            Find = plan =>
                plan.Of("aws_dynamodb_table")
                    .That(table => !table.Block("point_in_time_recovery")["enabled"].IsTrue, "the table cannot go back to an earlier time"),
        };
}
