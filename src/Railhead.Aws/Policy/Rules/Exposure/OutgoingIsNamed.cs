using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>outgoing-is-named</c>.</summary>
static class OutgoingIsNamed
{
    public static PolicyRule Rule { get; } =
        new("RH6047", "outgoing-is-named", PolicyArea.Exposure, Severity.Warning)
        {
            Reason = "Somebody who gets into a task can send data to any port of any server.",
            Fix = "Name the ports that the work needs.",
            Source = "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
            Scanners = ["CKV_AWS_382", "AVD-AWS-0104"],
            Types = ["aws_security_group", "aws_security_group_rule", "aws_vpc_security_group_egress_rule"],
            Find = plan =>
                OpenPorts
                    .ToEverybody(plan, isIngress: false)
                    .Where(rule => rule.IsEveryProtocol || rule is { From: 0, To: 65535 })
                    .Select(rule => rule.Resource.Says("every port of the Internet can be reached")),
        };
}
