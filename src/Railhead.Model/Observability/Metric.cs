namespace Railhead.Model;

/// <summary>
/// A measured value. In dimensions, <c>{load-balancer}</c>, <c>{target-group:blue}</c> and the like stand for what AWS names when it makes
/// them.
/// </summary>
/// <param name="Namespace">Such as <c>AWS/ECS</c>.</param>
/// <param name="Name">Such as <c>CPUUtilization</c>.</param>
/// <param name="Statistic"><c>Average</c>, <c>Sum</c>, <c>Maximum</c>, <c>Minimum</c> or a percentile such as <c>p99</c>.</param>
/// <param name="Dimensions">By name.</param>
public sealed record Metric(string Namespace, string Name, string Statistic, IReadOnlyDictionary<string, string> Dimensions);
