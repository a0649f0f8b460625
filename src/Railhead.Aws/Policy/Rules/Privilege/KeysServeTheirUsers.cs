using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>keys-serve-their-users</c>.</summary>
static class KeysServeTheirUsers
{
    const string Decrypt = "kms:Decrypt";
    const string DataKey = "kms:GenerateDataKey";

    public static PolicyRule Rule { get; } =
        new("RH6038", "keys-serve-their-users", PolicyArea.Privilege, Severity.Error)
        {
            Reason = "The service may not use the key: log groups cannot be made, and messages get lost without an error.",
            Fix = "Name the service in the key's policy, with the actions that it needs.",
            Source = "https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html",
            Find = plan =>
                from use in Uses(plan)
                from key in plan.Targets(use.User, use.Attribute, "aws_kms_key")
                let statements = Policy(plan, key)
                where statements is not null
                from action in use.Actions
                where !statements.Any(statement => statement.Allows && statement.Covers(action) && IsFor(statement, use.Service))
                select key.Says($"the key does not let {use.Service} call {action}, which {use.User.Address} needs"),
        };

    static IEnumerable<(PolicyResource User, string Attribute, string Service, string[] Actions)> Uses(PolicyPlan plan) =>
        plan.Of("aws_cloudwatch_log_group")
            .Select(group => (group, "kms_key_id", "logs.", (string[])[Decrypt, DataKey]))
            .Concat(
                from publisher in TopicPublishers.All
                from topic in plan.Of("aws_sns_topic")
                where publisher.Publishes(plan, topic)
                select (topic, "kms_master_key_id", publisher.Service, (string[])[Decrypt, DataKey])
            );

    /// <summary>Null: the plan hides it. A key without a policy gets the default one, which names no service.</summary>
    static IReadOnlyList<PolicyStatement>? Policy(PolicyPlan plan, PolicyResource key) =>
        plan.Linked(key, "aws_kms_key_policy", "key_id").FirstOrDefault() is { } own
            ? PolicyStatements.Of(plan, own, "policy", PolicyKind.Key)
        : key["policy"].IsSet ? PolicyStatements.Of(plan, key, "policy", PolicyKind.Key)
        : [];

    /// <summary>The service of logs has the region in its name.</summary>
    static bool IsFor(PolicyStatement statement, string service) =>
        statement.Principals.Any(principal =>
            principal.Name == "*"
            || principal.Name == service
            || (service.EndsWith('.') && principal.Name.StartsWith(service, StringComparison.Ordinal))
        );
}
