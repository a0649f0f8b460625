using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>federation-names-subjects</c>.</summary>
static class FederationNamesSubjects
{
    public static PolicyRule Rule { get; } =
        new("RH6026", "federation-names-subjects", PolicyArea.Privilege, Severity.Error)
        {
            Reason = "Every repository of the provider could take the role.",
            Fix = "Add a condition on the provider's :sub with the repository and the branch.",
            Source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html",
            Scanners = ["CKV_AWS_358"],
            Find = plan =>
                PolicyStatements
                    .Of(plan)
                    .Where(statement =>
                        statement is { Allows: true, Kind: PolicyKind.Trust }
                        && statement.Principals.Any(principal =>
                            principal.Kind == "Federated"
                            && principal.Name.Contains("token.actions.githubusercontent.com", StringComparison.Ordinal)
                        )
                        && !statement.Asks("token.actions.githubusercontent.com:sub")
                    )
                    .Select(statement => statement.Resource.Says("any repository of GitHub may take the role")),
        };
}
