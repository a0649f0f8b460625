using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>network-is-closed</c>.</summary>
static class NetworkIsClosed
{
    public static PolicyRule Rule { get; } =
        new("RH6051", "network-is-closed", PolicyArea.Exposure, Severity.Warning)
        {
            Reason = "Only the load balancer should be reachable from the Internet, tasks only from it, and the database only from tasks.",
            Fix = "Name the group of the permitted callers in the rule. \"railhead reach --aws PLAN.json FROM TO PORT\" shows the way.",
            Source = "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
            Find = plan => plan.Ways(isOpen: true),
        };
}
