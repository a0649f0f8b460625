namespace Railhead.Model;

/// <summary>The load balancer, its target groups and their health check.</summary>
public sealed record LoadBalancing
{
    public required string Name { get; init; }

    public required HealthCheck HealthCheck { get; init; }

    /// <summary>Where this machine's load balancer listens.</summary>
    public required LocalListen Local { get; init; }

    /// <summary>
    /// The host that apps are told as <c>LB_ENDPOINT</c> and that health checks carry, where the environment runs on this machine.
    /// </summary>
    public required string LocalHost { get; init; }

    /// <summary>The same on AWS; null: the load balancer's own DNS name.</summary>
    public required string? Domain { get; init; }

    public required IReadOnlyList<Listener> Listeners { get; init; }

    /// <summary>Blue and green. No blueprint may ever rename one: CodeDeploy finds them by name.</summary>
    public required IReadOnlyList<TargetGroup> TargetGroups { get; init; }

    /// <summary>Seconds that a client stays with the task that answered it last; null: it does not.</summary>
    public required int? StickySeconds { get; init; }

    /// <summary>Whether responses over TLS have the header <c>Strict-Transport-Security</c>.</summary>
    public required bool Hsts { get; init; }

    /// <summary>Each zone's node sends to the targets of all zones.</summary>
    public required bool CrossZone { get; init; }

    public required bool DeletionProtection { get; init; }

    /// <summary>Seconds until an idle connection is closed.</summary>
    public required int IdleTimeout { get; init; }

    /// <summary>Requests with header names outside RFC 9110 lose those headers.</summary>
    public required bool DropInvalidHeaders { get; init; }

    /// <summary>Where access logs go, in ALB's format.</summary>
    public required AccessLogs AccessLogs { get; init; }

    /// <summary>The firewall in front of the load balancer, on AWS only; or null.</summary>
    public required Firewall? Firewall { get; init; }
}
