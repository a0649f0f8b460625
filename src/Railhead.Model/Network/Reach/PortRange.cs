using System.Globalization;

namespace Railhead.Model;

/// <summary>TCP ports from the first to the last, both included.</summary>
public readonly record struct PortRange(int From, int To)
{
    /// <summary>Source ports of Linux (ip_local_port_range), so of tasks on Fargate.</summary>
    public static PortRange Linux { get; } = new(WellKnownPorts.LinuxEphemeralFrom, 60999);

    /// <summary>Source ports of NAT gateways, load balancers, functions and any client: AWS's page on network ACLs.</summary>
    public static PortRange Ephemeral { get; } = new(WellKnownPorts.EphemeralFrom, WellKnownPorts.EphemeralTo);

    public int Count => To - From + 1;

    public override string ToString() =>
        From == To ? From.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{From}-{To}");
}
