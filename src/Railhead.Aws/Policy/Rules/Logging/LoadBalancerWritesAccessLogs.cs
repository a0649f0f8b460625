using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>load-balancer-writes-access-logs</c>.</summary>
static class LoadBalancerWritesAccessLogs
{
    public static PolicyRule Rule { get; } =
        new("RH6080", "load-balancer-writes-access-logs", PolicyArea.Logging, Severity.Warning)
        {
            Reason = "Without access logs nobody can tell who asked for what, and when.",
            Fix = "Set access_logs { enabled = true } with a bucket.",
            Source = "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html",
            Scanners = ["CKV_AWS_91", "AVD-AWS-0053"],
            Types = ["aws_lb", "aws_alb"],
            Find = plan =>
                plan.Of("aws_lb", "aws_alb")
                    .Where(balancer => !balancer["load_balancer_type"].IsText("gateway"))
                    .That(balancer => !balancer.Block("access_logs")["enabled"].IsTrue, "the load balancer writes no access logs"),
        };
}
