using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>roles-are-not-for-everybody</c>.</summary>
static class RolesAreNotForEverybody
{
    public static PolicyRule Rule { get; } =
        new("RH6024", "roles-are-not-for-everybody", PolicyArea.Privilege, Severity.Error)
        {
            Reason = "Any account of AWS could take the role.",
            Fix = "Name the account, the service or the provider that takes the role.",
            Source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
            Scanners = ["CKV_AWS_60", "CKV_AWS_61"],
            Find = plan =>
                PolicyStatements
                    .Of(plan)
                    .Where(statement => statement is { Allows: true, Kind: PolicyKind.Trust, IsForEverybody: true, AsksWhoCalls: false })
                    .Select(statement => statement.Resource.Says("everybody may take the role")),
        };
}
