namespace Railhead.Model;

/// <summary>A blueprint as it holds in one environment: what was written there, else at the top of the file, else the default.</summary>
public sealed record Blueprint
{
    public required string App { get; init; }

    public required string? Build { get; init; }

    public required string? Release { get; init; }

    public required string Start { get; init; }

    public required HealthCheck Health { get; init; }

    public required string Branch { get; init; }

    /// <summary>On GitHub, <c>owner/name</c>; or null.</summary>
    public required string? Repository { get; init; }

    /// <summary>Relative, without a slash at the end; or null.</summary>
    public required string? Static { get; init; }

    public required string? Dockerfile { get; init; }

    public required IReadOnlyDictionary<string, string> Env { get; init; }

    public required IReadOnlyList<string> Secrets { get; init; }

    public required string Region { get; init; }

    /// <summary>How many; 2 or 3.</summary>
    public required int Zones { get; init; }

    public required string? Domain { get; init; }

    /// <summary>Whether a firewall stands before the load balancer on AWS.</summary>
    public required bool Waf { get; init; }

    public required LocalListen Listen { get; init; }

    public required BlueprintService Service { get; init; }

    /// <summary>Null for <c>database: none</c>.</summary>
    public required BlueprintDatabase? Database { get; init; }

    /// <summary>In the order of the file, <c>files</c> always among them.</summary>
    public required IReadOnlyList<BlueprintBucket> Buckets { get; init; }

    public required DeploymentStrategy Strategy { get; init; }

    /// <summary>Seconds.</summary>
    public required int Bake { get; init; }

    /// <summary>Releases.</summary>
    public required int Keep { get; init; }

    /// <summary>Whether a person lets each deployment on AWS go on.</summary>
    public required bool Approval { get; init; }

    public required int LogRetentionDays { get; init; }

    public required IReadOnlyList<string> AlarmEmails { get; init; }

    /// <summary>USD a month, or null.</summary>
    public required decimal? Budget { get; init; }
}
