using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>headers-are-checked</c>.</summary>
static class HeadersAreChecked
{
    public static PolicyRule Rule { get; } =
        new("RH6045", "headers-are-checked", PolicyArea.Exposure, Severity.Warning)
        {
            Reason = "Malformed headers and ambiguous requests are how requests are smuggled past the load balancer.",
            Fix = "Set drop_invalid_header_fields = true, and leave desync_mitigation_mode at defensive or strictest.",
            Source = "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html",
            Scanners = ["CKV_AWS_131", "CKV_AWS_328", "AVD-AWS-0052"],
            Types = ["aws_lb", "aws_alb"],
            Find = plan =>
                plan.Of("aws_lb", "aws_alb")
                    .Where(balancer => !balancer["load_balancer_type"].IsText("network", "gateway"))
                    .That(
                        balancer => !balancer["drop_invalid_header_fields"].IsTrue || balancer["desync_mitigation_mode"].IsText("monitor"),
                        "the load balancer passes malformed headers or ambiguous requests on"
                    ),
        };
}
