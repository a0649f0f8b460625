using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>default-group-is-empty</c>.</summary>
static class DefaultGroupIsEmpty
{
    public static PolicyRule Rule { get; } =
        new("RH6046", "default-group-is-empty", PolicyArea.Exposure, Severity.Warning)
        {
            Reason =
                "What is started without a security group gets the default one, which lets its members reach each other and everything outside.",
            Fix = "Take it over with an aws_default_security_group without rules.",
            Source = "https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html",
            Scanners = ["CKV2_AWS_12"],
            Types = ["aws_vpc"],
            Find = plan =>
                plan.Of("aws_vpc")
                    .That(
                        vpc => !plan.Linked(vpc, "aws_default_security_group", "vpc_id").Any(IsEmpty),
                        "the default security group has rules"
                    ),
        };

    static bool IsEmpty(PolicyResource group) => group.Blocks("ingress").Count == 0 && group.Blocks("egress").Count == 0;
}
