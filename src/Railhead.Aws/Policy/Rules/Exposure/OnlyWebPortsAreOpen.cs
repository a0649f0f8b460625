using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>only-web-ports-are-open</c>.</summary>
static class OnlyWebPortsAreOpen
{
    public static PolicyRule Rule { get; } =
        new("RH6041", "only-web-ports-are-open", PolicyArea.Exposure, Severity.Error)
        {
            Reason = "Ports for administration and data are searched for all the time.",
            Fix = "Name the sources. Only 80 and 443 are for everybody.",
            Source = "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
            Scanners = ["CKV_AWS_24", "CKV_AWS_25", "CKV_AWS_260", "CKV_AWS_277", "AVD-AWS-0107"],
            Types = ["aws_security_group", "aws_security_group_rule", "aws_vpc_security_group_ingress_rule"],
            Find = plan =>
                OpenPorts
                    .ToEverybody(plan, isIngress: true)
                    .Where(rule => rule.From != rule.To || rule.From is not (80 or 443))
                    .Select(rule =>
                        rule.Resource.Says(
                            $"{(rule.From == rule.To ? $"port {rule.From} is" : $"the ports {rule.From} to {rule.To} are")} open to everybody"
                        )
                    ),
        };
}
