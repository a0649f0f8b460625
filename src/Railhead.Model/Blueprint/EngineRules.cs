namespace Railhead.Model;

/// <summary>What the deployments of ECS itself do not have.</summary>
static class EngineRules
{
    public static void Check(Blueprint blueprint, List<Finding> findings)
    {
        if (blueprint.Get(DeploymentKeys.Engine) != DeploymentEngine.Ecs || !blueprint.Usable(DeploymentKeys.Engine))
        {
            return;
        }
        if (blueprint.Find(DeploymentKeys.Bake) is { Value: int bake } written && bake > DeploymentKeys.LongestBakeOfEcs)
        {
            findings.Add(OperationDiagnostics.BakeOfEcs(written.At, bake));
        }
        if (blueprint.Find(ServiceKeys.Sticky) is { Value: int } sticky)
        {
            findings.Add(OperationDiagnostics.StickyOfEcs(sticky.At));
        }
        var strategy = DeploymentKeys.StrategyOf(blueprint);
        if (
            strategy.Kind == StrategyKind.Linear
            && strategy.Percent < DeploymentKeys.SmallestStepOfEcs
            && blueprint.At(DeploymentKeys.LinearPercent) is { } at
        )
        {
            findings.Add(OperationDiagnostics.StepOfEcs(at, strategy.Percent));
        }
    }
}
