namespace Railhead.Model;

/// <summary>The decision of target tracking.</summary>
public static class ScalingRules
{
    /// <summary>
    /// The number of tasks that would bring every metric to its target; out for the largest need, in only when all agree and the metric
    /// is a tenth below, as Application Auto Scaling's own alarms have it.
    /// </summary>
    /// <param name="services">Policies and bounds.</param>
    /// <param name="current">Tasks that run now.</param>
    /// <param name="measured">The metrics' average over the tasks; a policy without a value wants no change.</param>
    public static int Desired(Services services, int current, IReadOnlyDictionary<ScalingMetric, double> measured)
    {
        var wanted = services
            .Scaling.Select(p => measured.TryGetValue(p.Metric, out var value) ? Wanted(p, current, value) : current)
            .DefaultIfEmpty(current)
            .Max();
        return Math.Clamp(wanted, services.Min, services.Max);
    }

    static int Wanted(ScalingPolicy policy, int current, double value) =>
        value > policy.Target ? (int)Math.Ceiling(current * value / policy.Target)
        : value < policy.Target * 0.9 ? Math.Max(1, (int)Math.Ceiling(current * value / policy.Target))
        : current;
}
