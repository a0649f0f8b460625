namespace Railhead.Model;

/// <summary>The load balancer, its target groups and their health check.</summary>
public sealed record LoadBalancing
{
    public required string Name { get; init; }

    public required HealthCheck HealthCheck { get; init; }

    /// <summary>Where this machine's load balancer listens.</summary>
    public required LocalListen Local { get; init; }

    /// <summary>The host that apps are told as <c>LB_ENDPOINT</c> and that health checks carry, where the environment runs on this machine.</summary>
    public required string LocalHost { get; init; }

    /// <summary>The same on AWS; null: the load balancer's own DNS name.</summary>
    public required string? Domain { get; init; }

    public required IReadOnlyList<Listener> Listeners { get; init; }

    /// <summary>Blue and green. No blueprint may ever rename one: CodeDeploy finds them by name.</summary>
    public required IReadOnlyList<TargetGroup> TargetGroups { get; init; }

    /// <summary>Each zone's node sends to the targets of all zones.</summary>
    public required bool CrossZone { get; init; }

    public required bool DeletionProtection { get; init; }

    /// <summary>Seconds until an idle connection is closed.</summary>
    public required int IdleTimeout { get; init; }

    /// <summary>Requests with header names outside RFC 9110 lose those headers.</summary>
    public required bool DropInvalidHeaders { get; init; }

    /// <summary>Where access logs go, in ALB's format.</summary>
    public required AccessLogs AccessLogs { get; init; }

    /// <summary>What looks at requests before the load balancer does; null: nothing. On AWS only.</summary>
    public required Firewall? Firewall { get; init; }
}

/// <param name="Name">Of the web ACL.</param>
/// <param name="ManagedRules">AWS's rule groups, in the order in which they look.</param>
/// <param name="RateLimit">Requests that one address may send in five minutes.</param>
public sealed record Firewall(string Name, IReadOnlyList<string> ManagedRules, int RateLimit);

/// <param name="Key">What it is for.</param>
/// <param name="Port">TCP port.</param>
/// <param name="Protocol">Plain or TLS.</param>
/// <param name="Action">What it does with requests.</param>
/// <param name="TlsPolicy">ALB's security policy; null for plain HTTP.</param>
public sealed record Listener(ListenerKey Key, int Port, ListenerProtocol Protocol, ListenerAction Action, string? TlsPolicy);

public enum ListenerKey
{
    /// <summary>Port 80: redirects where there is TLS, else serves.</summary>
    Http,

    /// <summary>Port 443.</summary>
    Https,

    /// <summary>New tasks before they get traffic; from inside the VPC.</summary>
    Test,
}

public enum ListenerProtocol
{
    Http,
    Https,
}

public enum ListenerAction
{
    Forward,
    RedirectToHttps,
}

/// <param name="Slot">Which of the two.</param>
/// <param name="Name">At most 32 characters.</param>
/// <param name="Port">nginx in the task.</param>
/// <param name="DeregistrationDelay">Seconds that requests in flight get when a target leaves.</param>
public sealed record TargetGroup(Slot Slot, string Name, int Port, int DeregistrationDelay);

/// <summary>The two places that a deployment alternates between.</summary>
public enum Slot
{
    Blue,
    Green,
}

/// <param name="Bucket">Key of the bucket.</param>
/// <param name="Prefix">Of the object names.</param>
public sealed record AccessLogs(string Bucket, string Prefix);

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
