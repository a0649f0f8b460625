namespace Railhead.Aws;

/// <summary>The services that publish to topics because a resource says so.</summary>
static class TopicPublishers
{
    public static IReadOnlyList<TopicPublisher> All { get; } =
    [
        new(
            "cloudwatch.amazonaws.com",
            IsInDefault: true,
            (plan, topic) => Names(plan, topic, "alarm_actions", "aws_cloudwatch_metric_alarm", "aws_cloudwatch_composite_alarm")
        ),
        new("events.amazonaws.com", IsInDefault: false, (plan, topic) => Names(plan, topic, "arn", "aws_cloudwatch_event_target")),
        new(
            "budgets.amazonaws.com",
            IsInDefault: false,
            (plan, topic) =>
                plan.Of("aws_budgets_budget")
                    .Any(budget => plan.Targets(budget, "notification.subscriber_sns_topic_arns", "aws_sns_topic").Contains(topic))
        ),
    ];

    static bool Names(PolicyPlan plan, PolicyResource topic, string attribute, params IReadOnlyList<string> types) =>
        plan.Of(types).Any(one => plan.Targets(one, attribute, "aws_sns_topic").Contains(topic));
}
