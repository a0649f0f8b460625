using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>network-writes-flow-logs</c>.</summary>
static class NetworkWritesFlowLogs
{
    public static PolicyRule Rule { get; } =
        new("RH6081", "network-writes-flow-logs", PolicyArea.Logging, Severity.Warning)
        {
            Reason = "Without flow logs nobody can tell which connections were refused, or where data went.",
            Fix = "Add an aws_flow_log for the VPC.",
            Source = "https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html",
            Scanners = ["CKV2_AWS_11", "AVD-AWS-0178"],
            Types = ["aws_vpc"],
            Find = plan =>
                plan.Of("aws_vpc").That(vpc => !plan.Linked(vpc, "aws_flow_log", "vpc_id").Any(), "the network writes no flow logs"),
        };
}
