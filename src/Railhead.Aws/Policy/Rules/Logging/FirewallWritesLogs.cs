using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>firewall-writes-logs</c>.</summary>
static class FirewallWritesLogs
{
    public static PolicyRule Rule { get; } =
        new("RH6085", "firewall-writes-logs", PolicyArea.Logging, Severity.Warning)
        {
            Reason = "Without logs nobody can tell which requests the firewall refused, and why.",
            Fix = "Add an aws_wafv2_web_acl_logging_configuration.",
            Source = "https://docs.aws.amazon.com/waf/latest/developerguide/logging.html",
            Scanners = ["CKV2_AWS_31"],
            Types = ["aws_wafv2_web_acl"],
            Find = plan =>
                plan.Of("aws_wafv2_web_acl")
                    .That(
                        firewall => !plan.Linked(firewall, "aws_wafv2_web_acl_logging_configuration", "resource_arn").Any(),
                        "the firewall writes no logs"
                    ),
        };
}
