using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>somebody-is-told</c>.</summary>
static class SomebodyIsTold
{
    public static PolicyRule Rule { get; } =
        new("RH6084", "somebody-is-told", PolicyArea.Logging, Severity.Warning)
        {
            Reason = "Users find the fault before you do.",
            Fix = "Add aws_cloudwatch_metric_alarm resources with alarm_actions.",
            Source = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html",
            Find = plan =>
                plan.Of("aws_cloudwatch_metric_alarm", "aws_cloudwatch_composite_alarm").Any(alarm => alarm["alarm_actions"].IsSet)
                    ? []
                    : plan.Of("aws_ecs_service", "aws_db_instance", "aws_lb").Take(1).That(_ => true, "no alarm tells anybody"),
        };
}
