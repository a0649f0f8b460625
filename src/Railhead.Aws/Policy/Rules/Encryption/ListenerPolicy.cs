using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>listener-tls-policy</c>.</summary>
static class ListenerPolicy
{
    public static PolicyRule Rule { get; } =
        new("RH6007", "listener-tls-policy", PolicyArea.Encryption, Severity.Warning)
        {
            Reason = "Old policies accept TLS 1.0 and 1.1, which RFC 8996 forbids.",
            Fix = "Set ssl_policy = \"ELBSecurityPolicy-TLS13-1-2-2021-06\", or a newer one.",
            Source = "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html",
            Scanners = ["CKV_AWS_103", "AVD-AWS-0047"],
            Types = ["aws_lb_listener", "aws_alb_listener"],
            Find = plan =>
                plan.Of("aws_lb_listener", "aws_alb_listener")
                    .Where(listener => listener["protocol"].IsText("HTTPS", "TLS"))
                    .That(IsOld, "the listener accepts TLS 1.0 and 1.1"),
        };

    // Terraform's default, ELBSecurityPolicy-2016-08, is an old one.
    static bool IsOld(PolicyResource listener) =>
        listener["ssl_policy"] is var policy
        && !policy.IsUnknown
        && (
            policy.Text is not { Length: > 0 } name
            || !(name.Contains("TLS13", StringComparison.Ordinal) || name.Contains("-1-2-", StringComparison.Ordinal))
            || name.Contains("-1-0-", StringComparison.Ordinal)
            || name.Contains("-1-1-", StringComparison.Ordinal)
        );
}
