using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>topics-take-messages</c>.</summary>
static class TopicsTakeMessages
{
    public static PolicyRule Rule { get; } =
        new("RH6039", "topics-take-messages", PolicyArea.Privilege, Severity.Error)
        {
            Reason = "The topic refuses the service's messages, and nobody gets an alarm.",
            Fix = "Allow the service sns:Publish in an aws_sns_topic_policy.",
            Source = "https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html",
            Find = plan =>
                from topic in plan.Of("aws_sns_topic")
                let statements = Policy(plan, topic)
                where statements is not null
                from publisher in TopicPublishers.All
                where publisher.Publishes(plan, topic) && !(publisher.IsInDefault && statements.Count == 0)
                where !statements.Any(statement => Lets(statement, publisher.Service))
                select topic.Says($"the topic's policy does not let {publisher.Service} publish"),
        };

    /// <summary>Null: the plan hides it. Empty: the topic has the default policy, which is for its own account.</summary>
    static IReadOnlyList<PolicyStatement>? Policy(PolicyPlan plan, PolicyResource topic) =>
        plan.Linked(topic, "aws_sns_topic_policy", "arn").FirstOrDefault() is { } own
            ? PolicyStatements.Of(plan, own, "policy", PolicyKind.Resource)
        : topic["policy"].IsSet ? PolicyStatements.Of(plan, topic, "policy", PolicyKind.Resource)
        : [];

    static bool Lets(PolicyStatement statement, string service) =>
        statement.Allows
        && statement.Covers("sns:Publish")
        && statement.Principals.Any(principal => principal.Name == service || principal.Name == "*");
}
