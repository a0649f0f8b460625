using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>targets-use-tls</c>.</summary>
static class TargetsUseTls
{
    public static PolicyRule Rule { get; } =
        new("RH6009", "targets-use-tls", PolicyArea.Encryption, Severity.Warning)
        {
            Reason = "Between the load balancer and the tasks, requests cross zones in plain text.",
            Fix = "Set protocol = \"HTTPS\" on the target group and end TLS in the task.",
            Source = "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html",
            Scanners = ["CKV_AWS_378"],
            Types = ["aws_lb_target_group", "aws_alb_target_group"],
            Find = plan =>
                plan.Of("aws_lb_target_group", "aws_alb_target_group")
                    .That(group => group["protocol"].IsText("HTTP"), "the load balancer speaks plain HTTP with its targets"),
        };
}
