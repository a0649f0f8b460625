using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>no-administrators</c>.</summary>
static class NoAdministrators
{
    public static PolicyRule Rule { get; } =
        new("RH6020", "no-administrators", PolicyArea.Privilege, Severity.Error)
        {
            Reason = "A role that may do everything turns one stolen credential into the whole account.",
            Fix = "Name the actions that its work needs.",
            Source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
            Scanners = ["CKV_AWS_62", "CKV_AWS_63", "CKV_AWS_274", "AVD-AWS-0057"],
            Find = plan =>
                PolicyStatements
                    .Of(plan)
                    .Where(statement =>
                        statement is { Allows: true, Kind: PolicyKind.Identity } && statement.Actions.Any(action => action is "*" or "*:*")
                    )
                    .Select(statement => statement.Resource.Says("the policy allows every action"))
                    .Concat(
                        plan.Of(
                                "aws_iam_role_policy_attachment",
                                "aws_iam_user_policy_attachment",
                                "aws_iam_group_policy_attachment",
                                "aws_iam_policy_attachment"
                            )
                            .That(
                                attachment =>
                                    attachment["policy_arn"].Text?.EndsWith(":policy/AdministratorAccess", StringComparison.Ordinal)
                                    == true,
                                "AdministratorAccess is attached"
                            )
                    ),
        };
}
