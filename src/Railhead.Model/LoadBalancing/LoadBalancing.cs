namespace Railhead.Model;

/// <summary>The load balancer, its target groups and their health check.</summary>
public sealed record LoadBalancing
{
    public required HealthCheck HealthCheck { get; init; }

    /// <summary>Where this machine's load balancer listens.</summary>
    public required LocalListen Local { get; init; }

    /// <summary>The host that apps are told as <c>LB_ENDPOINT</c> and that health checks carry, where the environment runs on this machine.</summary>
    public required string LocalHost { get; init; }
}

/// <summary>A target group's health check, with ALB's meaning of each value.</summary>
/// <param name="Path">Path and query, beginning with a slash.</param>
/// <param name="Matcher">Status codes that count as healthy: <c>200</c>, <c>200,202</c> or <c>200-399</c>.</param>
/// <param name="Interval">Seconds between checks of a target that is in service.</param>
/// <param name="Timeout">Seconds.</param>
/// <param name="Healthy">Passed checks until an unhealthy target is healthy again.</param>
/// <param name="Unhealthy">Failed checks until a target is unhealthy.</param>
public sealed record HealthCheck(string Path, string Matcher, int Interval, int Timeout, int Healthy, int Unhealthy);

/// <param name="Address">IPv4 address to bind, <c>127.0.0.1</c> or <c>0.0.0.0</c> mostly.</param>
/// <param name="Http">Port of the plain listener.</param>
/// <param name="HttpIsDefault">Whether the port is the built-in default, which moves on once when it is taken.</param>
/// <param name="Https">Port of the TLS listener, or null.</param>
public sealed record LocalListen(string Address, int Http, bool HttpIsDefault, int? Https);
