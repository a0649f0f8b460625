using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>resources-are-not-for-everybody</c>.</summary>
static class ResourcesAreNotForEverybody
{
    public static PolicyRule Rule { get; } =
        new("RH6027", "resources-are-not-for-everybody", PolicyArea.Privilege, Severity.Error)
        {
            Reason = "Anybody with an account of AWS, or nobody in particular, gets the access.",
            Fix = "Name the principals, or ask for aws:SourceAccount, aws:PrincipalOrgID or aws:SourceArn.",
            Source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
            Scanners = ["CKV_AWS_70", "CKV_AWS_33", "CKV_AWS_168", "CKV_AWS_169"],
            Find = plan =>
                PolicyStatements
                    .Of(plan)
                    .Where(statement =>
                        statement
                            is { Allows: true, Kind: PolicyKind.Resource or PolicyKind.Key, IsForEverybody: true, AsksWhoCalls: false }
                    )
                    .Select(statement => statement.Resource.Says("the policy allows access to everybody")),
        };
}
