using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>logs-expire</c>.</summary>
static class LogsExpire
{
    public static PolicyRule Rule { get; } =
        new("RH6090", "logs-expire", PolicyArea.Cost, Severity.Warning)
        {
            Reason = "Log lines are kept, and paid for, for ever.",
            Fix = "Set retention_in_days.",
            Source = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html",
            Scanners = ["CKV_AWS_66"],
            Types = ["aws_cloudwatch_log_group"],
            Find = plan =>
                plan.Of("aws_cloudwatch_log_group")
                    .That(
                        group => !group["retention_in_days"].IsUnknown && group["retention_in_days"].Number is null or 0,
                        "the log is kept for ever"
                    ),
        };
}
