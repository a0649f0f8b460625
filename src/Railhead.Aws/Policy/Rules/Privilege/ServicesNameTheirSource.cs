using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>services-name-their-source</c>.</summary>
static class ServicesNameTheirSource
{
    public static PolicyRule Rule { get; } =
        new("RH6028", "services-name-their-source", PolicyArea.Privilege, Severity.Warning)
        {
            Reason = "A service works for all accounts, so somebody else's event could come in.",
            Fix = "Ask for aws:SourceArn or aws:SourceAccount; for aws_lambda_permission set source_arn.",
            Source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html",
            Scanners = ["CKV_AWS_364"],
            Types = ["aws_lambda_permission"],
            Find = plan =>
                PolicyStatements
                    .Of(plan)
                    .Where(statement =>
                        statement is { Allows: true, Kind: PolicyKind.Resource }
                        && statement.Principals.Any(principal => principal.Kind == "Service" && IsDeputy(principal.Name))
                        && statement.ConditionKeys.Count == 0
                    )
                    .Select(statement => statement.Resource.Says("the policy names a service and not the account that it works for"))
                    .Concat(
                        plan.Of("aws_lambda_permission")
                            .That(
                                permission =>
                                    permission["principal"].Text?.EndsWith(".amazonaws.com", StringComparison.Ordinal) == true
                                    && !permission["source_arn"].IsSet
                                    && !permission["source_account"].IsSet,
                                "every account can have the service call the function"
                            )
                    ),
        };

    // The guide's policy for access logs of load balancers has no condition: the account stands in the path of the objects.
    static bool IsDeputy(string service) =>
        service.EndsWith(".amazonaws.com", StringComparison.Ordinal) && service != "logdelivery.elasticloadbalancing.amazonaws.com";
}
