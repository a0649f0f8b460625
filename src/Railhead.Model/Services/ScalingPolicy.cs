namespace Railhead.Model;

/// <summary>Holds a metric near a target by changing the number of tasks.</summary>
/// <param name="Metric">The measured quantity.</param>
/// <param name="Target">Percent, or requests per target and minute.</param>
/// <param name="ScaleOutCooldown">Seconds after adding tasks.</param>
/// <param name="ScaleInCooldown">Seconds after removing tasks.</param>
public sealed record ScalingPolicy(ScalingMetric Metric, int Target, int ScaleOutCooldown, int ScaleInCooldown);
