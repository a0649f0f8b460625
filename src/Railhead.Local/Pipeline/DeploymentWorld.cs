using Railhead.Model;

namespace Railhead.Local;

/// <summary>All that <see cref="DeploymentPlan"/> decides from.</summary>
public sealed record DeploymentWorld
{
    /// <summary>The deployment as it is recorded.</summary>
    public required DeploymentRow Row { get; init; }

    /// <summary>The architecture of its blueprint; null until its source is unpacked.</summary>
    public required Architecture? Architecture { get; init; }

    /// <summary>All tasks, of every set.</summary>
    public required IReadOnlyList<TaskRow> Tasks { get; init; }

    /// <summary>The task set with the traffic; null before the first deployment.</summary>
    public required Serving? Serving { get; init; }

    /// <summary>The verdict on the health of the deployment's own set.</summary>
    public required HealthVerdict Verdict { get; init; }

    /// <summary>Whether the load balancer runs as the state says.</summary>
    public required bool LoadBalancerCurrent { get; init; }

    public required DateTimeOffset Now { get; init; }

    /// <summary>Since when the old set has been kept after the traffic moved; null before that, or when nobody knows.</summary>
    public required DateTimeOffset? BakingSince { get; init; }
}
