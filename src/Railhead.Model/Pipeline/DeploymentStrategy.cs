namespace Railhead.Model;

/// <param name="Kind">All at once, one small step first, or equal steps.</param>
/// <param name="Percent">Of the traffic that the first step (canary) or each step (linear) moves; 100 for all at once.</param>
/// <param name="Minutes">Between two steps; 0 for all at once.</param>
public sealed record DeploymentStrategy(StrategyKind Kind, int Percent, int Minutes);
