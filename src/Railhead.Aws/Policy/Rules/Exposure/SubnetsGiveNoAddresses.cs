using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>subnets-give-no-addresses</c>.</summary>
static class SubnetsGiveNoAddresses
{
    public static PolicyRule Rule { get; } =
        new("RH6044", "subnets-give-no-addresses", PolicyArea.Exposure, Severity.Warning)
        {
            Reason = "Everything that is started in the subnet gets a public address without being asked.",
            Fix = "Set map_public_ip_on_launch = false. A load balancer and NAT gateways do not need it.",
            Source = "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-ip-addressing.html",
            Scanners = ["CKV_AWS_130", "AVD-AWS-0164"],
            Types = ["aws_subnet", "aws_default_subnet"],
            Find = plan =>
                plan.Of("aws_subnet", "aws_default_subnet")
                    .That(
                        subnet => subnet["map_public_ip_on_launch"] is { IsSet: true, IsTrue: true },
                        "the subnet gives public addresses to everything"
                    ),
        };
}
