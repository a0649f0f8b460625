namespace Railhead.Model;

/// <summary>When how much traffic moves, as CodeDeploy's configurations have it.</summary>
public static class TrafficSchedule
{
    public static IReadOnlyList<TrafficStep> Steps(DeploymentStrategy strategy)
    {
        switch (strategy.Kind)
        {
            case StrategyKind.Canary:
                return [new(TimeSpan.Zero, strategy.Percent), new(TimeSpan.FromMinutes(strategy.Minutes), 100)];
            case StrategyKind.Linear:
                var count = (100 + strategy.Percent - 1) / strategy.Percent;
                return Enumerable
                    .Range(0, count)
                    .Select(i => new TrafficStep(TimeSpan.FromMinutes(i * strategy.Minutes), Math.Min(100, (i + 1) * strategy.Percent)))
                    .ToList();
            default:
                return [new(TimeSpan.Zero, 100)];
        }
    }
}
