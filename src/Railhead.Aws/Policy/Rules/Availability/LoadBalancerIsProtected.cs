using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>load-balancer-is-protected</c>.</summary>
static class LoadBalancerIsProtected
{
    public static PolicyRule Rule { get; } =
        new("RH6076", "load-balancer-is-protected", PolicyArea.Availability, Severity.Warning)
        {
            Reason = "One wrong destroy takes the address of the system away.",
            Fix = "Set enable_deletion_protection = true.",
            Source = "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html",
            Scanners = ["CKV_AWS_150"],
            Types = ["aws_lb", "aws_alb"],
            IsForProduction = true,
            Find = plan =>
                plan.Of("aws_lb", "aws_alb")
                    .That(balancer => !balancer["enable_deletion_protection"].IsTrue, "the load balancer can be deleted by a mistake"),
        };
}
