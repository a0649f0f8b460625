using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>network-lets-work-through</c>.</summary>
static class NetworkLetsWorkThrough
{
    public static PolicyRule Rule { get; } =
        new("RH6078", "network-lets-work-through", PolicyArea.Availability, Severity.Warning)
        {
            Reason = "A connection that the app needs does not get through, or its replies do not: it times out without a reason.",
            Fix =
                "Allow the connection in both directions of the network ACLs. \"railhead reach --aws PLAN.json FROM TO PORT\" shows the way.",
            Source = "https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html",
            Find = plan => plan.Ways(isOpen: false),
        };
}
