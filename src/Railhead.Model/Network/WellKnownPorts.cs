namespace Railhead.Model;

/// <summary>The ports of the architecture, the same on both targets where a task has an address of its own.</summary>
public static class WellKnownPorts
{
    public const int Http = 80;
    public const int Https = 443;

    /// <summary>The test listener, inside the VPC only.</summary>
    public const int TestHttp = 8080;
    public const int TestHttps = 8443;

    /// <summary>nginx in a task.</summary>
    public const int Nginx = 80;

    /// <summary>The app in a task.</summary>
    public const int App = 3000;

    public const int PostgreSql = 5432;

    /// <summary>Replies come to these: NAT gateways and load balancers use all of them.</summary>
    public const int EphemeralFrom = 1024;
    public const int EphemeralTo = 65535;

    /// <summary>Within the ephemeral ports, and not to be open to the internet.</summary>
    public const int RemoteDesktop = 3389;
}
