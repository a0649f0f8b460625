using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>listener-uses-tls</c>.</summary>
static class ListenerUsesTls
{
    public static PolicyRule Rule { get; } =
        new("RH6008", "listener-uses-tls", PolicyArea.Encryption, Severity.Warning)
        {
            Reason = "Passwords and cookies of users cross the Internet in plain text.",
            Fix = "Redirect port 80 to an HTTPS listener. With Railhead: set domain in railhead.yaml.",
            Source = "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/create-https-listener.html",
            Scanners = ["CKV_AWS_2", "CKV_AWS_103", "AVD-AWS-0054"],
            Types = ["aws_lb_listener", "aws_alb_listener"],
            Find = plan =>
                plan.Of("aws_lb_listener", "aws_alb_listener")
                    .That(
                        listener => IsForClients(plan, listener) && ForwardsHttp(listener),
                        "clients of the load balancer speak plain HTTP"
                    ),
        };

    static bool IsForClients(PolicyPlan plan, PolicyResource listener) =>
        !plan.Targets(listener, "load_balancer_arn", "aws_lb", "aws_alb")
            .Any(balancer => balancer["internal"] is { IsSet: true, IsTrue: true });

    static bool ForwardsHttp(PolicyResource listener) =>
        listener["protocol"].IsText("HTTP") && listener.Blocks("default_action").Any(action => action["type"].IsText("forward"));
}
