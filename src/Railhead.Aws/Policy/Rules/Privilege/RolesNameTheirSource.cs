using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>roles-name-their-source</c>.</summary>
static class RolesNameTheirSource
{
    public static PolicyRule Rule { get; } =
        new("RH6025", "roles-name-their-source", PolicyArea.Privilege, Severity.Warning)
        {
            Reason = "A service works for all accounts, so somebody else's task could have it take this role (the confused deputy).",
            Fix = "Add a condition on aws:SourceAccount or aws:SourceArn.",
            Source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html",
            Find = plan =>
                PolicyStatements
                    .Of(plan)
                    .Where(statement =>
                        statement is { Allows: true, Kind: PolicyKind.Trust }
                        && statement.Principals.Any(principal => principal.Kind == "Service" && Deputies.Contains(principal.Name))
                        && !statement.Asks("aws:SourceAccount", "aws:SourceArn", "aws:SourceOrgID")
                    )
                    .Select(statement => statement.Resource.Says("the trust names a service and not the account that it works for")),
        };

    // Services whose guides show the condition for their roles.
    static readonly string[] Deputies =
    [
        "ecs-tasks.amazonaws.com",
        "codebuild.amazonaws.com",
        "vpc-flow-logs.amazonaws.com",
        "scheduler.amazonaws.com",
        "monitoring.rds.amazonaws.com",
        "backup.amazonaws.com",
        "states.amazonaws.com",
    ];
}
