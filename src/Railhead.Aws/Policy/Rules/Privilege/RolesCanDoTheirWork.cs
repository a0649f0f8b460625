using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>roles-can-do-their-work</c>.</summary>
static class RolesCanDoTheirWork
{
    public static PolicyRule Rule { get; } =
        new("RH6036", "roles-can-do-their-work", PolicyArea.Privilege, Severity.Error)
        {
            Reason = "The apply succeeds, and the first task, build or deployment ends with AccessDenied.",
            Fix = "Add the action to a policy of the role.",
            Source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-service.html",
            Find = plan =>
                from work in RoleWorks.All
                from user in plan.Of(work.Type)
                from role in plan.Targets(user, work.Attribute, "aws_iam_role")
                let statements = RolePolicies.Of(plan, role)
                where statements is not null
                from action in work.Actions(plan, user)
                where !statements.Allow(action) && !(Renamed(action) is { } other && statements.Allow(other))
                select role.Says($"the role does not allow {action}, which {user.Address} needs ({work.Source})"),
        };

    /// <summary>The service of connections has two names, and an ARN of either.</summary>
    static string? Renamed(string action) =>
        action.StartsWith("codestar-connections:", StringComparison.Ordinal)
            ? action.Replace("codestar-connections:", "codeconnections:", StringComparison.Ordinal)
            : null;
}
