namespace Railhead.Aws;

/// <summary>The statements of a role, where the plan shows all of them.</summary>
static class RolePolicies
{
    /// <summary>Null: some of its policies are hidden, or are AWS's own.</summary>
    public static IReadOnlyList<PolicyStatement>? Of(PolicyPlan plan, PolicyResource role)
    {
        // After an apply, both have values that nobody wrote.
        if (role.Plan.IsWritten("managed_policy_arns") || role.Plan.IsWritten("inline_policy"))
        {
            return null;
        }

        var found = new List<PolicyStatement>();
        foreach (var policy in Policies(plan, role))
        {
            if (policy is null || PolicyStatements.Of(plan, policy, "policy", PolicyKind.Identity) is not { } statements)
            {
                return null;
            }

            found.AddRange(statements);
        }

        // A statement without actions has NotAction: it allows almost everything.
        return found.Exists(statement => statement.Actions.Count == 0) ? null : found;
    }

    static IEnumerable<PolicyResource?> Policies(PolicyPlan plan, PolicyResource role) =>
        plan.Linked(role, "aws_iam_role_policy", "role")
            .Cast<PolicyResource?>()
            .Concat(
                plan.Linked(role, "aws_iam_role_policy_attachment", "role")
                    .Select(attachment => plan.Targets(attachment, "policy_arn", "aws_iam_policy") is [var first, ..] ? first : null)
            )
            .Concat(plan.Of("aws_iam_policy_attachment", "aws_iam_role_policies_exclusive").Select(_ => (PolicyResource?)null));

    public static bool Allow(this IEnumerable<PolicyStatement> statements, string action) =>
        statements.Any(statement => statement.Allows && statement.Covers(action));

    /// <summary>Whether one of the actions fits, by the wildcards of policies.</summary>
    public static bool Covers(this PolicyStatement statement, string action) =>
        statement.Actions.Any(pattern => WildcardPattern.IsMatch(pattern, action, ignoreCase: true));
}
