using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>roles-trust-their-service</c>.</summary>
static class RolesTrustTheirService
{
    public static PolicyRule Rule { get; } =
        new("RH6037", "roles-trust-their-service", PolicyArea.Privilege, Severity.Error)
        {
            Reason = "The service cannot take the role, so nothing that needs the role works.",
            Fix = "Name the service as a principal of sts:AssumeRole in assume_role_policy.",
            Source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-service.html",
            Find = plan =>
                from work in RoleWorks.All
                from user in plan.Of(work.Type)
                from role in plan.Targets(user, work.Attribute, "aws_iam_role")
                let trust = PolicyStatements.Of(plan, role, "assume_role_policy", PolicyKind.Trust)
                where trust is not null && !trust.Any(statement => Lets(statement, work.Service))
                select role.Says($"the role does not trust {work.Service}, for which {user.Address} has it"),
        };

    static bool Lets(PolicyStatement statement, string service) =>
        statement.Allows
        && statement.Covers("sts:AssumeRole")
        && statement.Principals.Any(principal => principal.Name == "*" || IsOf(principal.Name, service));

    /// <summary>Some services also have a name for each region, such as codedeploy.eu-west-1.amazonaws.com.</summary>
    static bool IsOf(string principal, string service) =>
        principal == service || principal.StartsWith(service[..^"amazonaws.com".Length], StringComparison.Ordinal);
}
