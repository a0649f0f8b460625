namespace Railhead.Model;

/// <summary>The ports of the architecture, the same on both targets where a task has an address of its own.</summary>
public static class WellKnownPorts
{
    public const int Http = 80;
    public const int Https = 443;

    /// <summary>nginx in a task.</summary>
    public const int Nginx = 80;

    /// <summary>The app in a task.</summary>
    public const int App = 3000;

    public const int PostgreSql = 5432;

    /// <summary>Source ports of load balancers and NAT gateways, and so of the replies to them.</summary>
    public const int EphemeralFrom = 1024;
    public const int EphemeralTo = 65535;

    /// <summary>Linux, and so tasks and interface endpoints, take source ports from here: ip(7), <c>ip_local_port_range</c>.</summary>
    public const int LinuxEphemeralFrom = 32768;

    /// <summary>ICMP type 3, "destination unreachable".</summary>
    public const int IcmpUnreachable = 3;

    /// <summary>Code 4 of it, "fragmentation needed": path MTU discovery depends on it (RFC 1191).</summary>
    public const int IcmpFragmentationNeeded = 4;
}
