using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>pass-role-is-narrow</c>.</summary>
static class PassRoleIsNarrow
{
    public static PolicyRule Rule { get; } =
        new("RH6022", "pass-role-is-narrow", PolicyArea.Privilege, Severity.Error)
        {
            Reason = "Whoever may pass any role to a service can act with the rights of any role.",
            Fix = "Name the roles in iam:PassRole, and the service by iam:PassedToService.",
            Source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html",
            Scanners = ["CKV_AWS_110", "CKV_AWS_286"],
            Find = plan =>
                PolicyStatements
                    .Of(plan)
                    .Where(statement =>
                        statement is { Allows: true, Kind: PolicyKind.Identity, IsOnEverything: true }
                        && statement.Actions.Any(action => action is "iam:PassRole" or "iam:Pass*" or "iam:*")
                        && !statement.Asks("iam:PassedToService")
                    )
                    .Select(statement => statement.Resource.Says("the policy passes every role of the account to every service")),
        };
}
