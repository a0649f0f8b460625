namespace Railhead.Model;

/// <summary>How traffic moves from the old tasks to the new.</summary>
public enum StrategyKind
{
    AllAtOnce,
    Canary,
    Linear,
}

/// <param name="Kind">All at once, one small step first, or equal steps.</param>
/// <param name="Percent">Of the traffic that the first step (canary) or each step (linear) moves; 100 for all at once.</param>
/// <param name="Minutes">Between two steps; 0 for all at once.</param>
public sealed record DeploymentStrategy(StrategyKind Kind, int Percent, int Minutes);
