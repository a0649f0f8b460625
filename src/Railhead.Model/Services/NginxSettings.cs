namespace Railhead.Model;

/// <summary>The settings of a task's nginx.</summary>
public sealed record NginxSettings
{
    /// <summary>The file's first line.</summary>
    public string Comment { get; init; } = "railhead nginx 1. Written by the control plane; changes are lost.";

    public required string ListenAddress { get; init; }

    public required int ListenPort { get; init; }

    /// <summary>Where the app listens, on 127.0.0.1.</summary>
    public required int AppPort { get; init; }

    /// <summary>Absolute path of the folder that nginx serves by itself, or null.</summary>
    public required string? StaticRoot { get; init; }

    /// <summary>The folder from which on links are not followed, which costs; null: there are none.</summary>
    public string? LinksFrom { get; init; }

    /// <summary>Patterns of static files that browsers may keep for a year; null: of files with a fingerprint in their names.</summary>
    public IReadOnlyList<string>? StaticCache { get; init; }

    /// <summary>The Host that the app sees in health checks: <c>LB_ENDPOINT</c>'s.</summary>
    public required string HealthHost { get; init; }

    /// <summary>Absolute path of a socket on which nginx answers for itself, or null.</summary>
    public string? HealthSocket { get; init; }

    /// <summary>
    /// Whether no load balancer of Railhead's stands before it, which removes what clients say about themselves
    /// (<see cref="ForwardedHeaders"/>).
    /// </summary>
    public required bool IsFirst { get; init; }
}
