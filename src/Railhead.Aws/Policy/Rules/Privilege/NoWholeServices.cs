using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>no-whole-services</c>.</summary>
static class NoWholeServices
{
    public static PolicyRule Rule { get; } =
        new("RH6021", "no-whole-services", PolicyArea.Privilege, Severity.Error)
        {
            Reason = "All actions of a service on all resources include deleting everything that the service holds.",
            Fix = "Name the actions, or the resources.",
            Source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html",
            Scanners = ["CKV_AWS_355", "CKV_AWS_111"],
            Find = plan =>
                PolicyStatements
                    .Of(plan)
                    .Where(statement => statement is { Allows: true, Kind: PolicyKind.Identity, IsOnEverything: true })
                    .SelectMany(statement =>
                        statement
                            .Actions.Where(action => action.EndsWith(":*", StringComparison.Ordinal) && action != "*:*")
                            .Select(action => statement.Resource.Says($"the policy allows {action} on every resource"))
                    ),
        };
}
