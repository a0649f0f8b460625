namespace Railhead.Model;

/// <summary>Lays out the pipeline.</summary>
static class PipelineCompiler
{
    /// <summary>CodeBuild's longest build that every account may run, less the time of the release command.</summary>
    const int LongestWait = 28_800 - Release;

    /// <summary>First the app's role in the database is made, in ten minutes; then the release command has its hour.</summary>
    const int Release = 4800;

    public static Pipeline Compile(Blueprint blueprint, Scope scope, IReadOnlyList<Alarm> alarms)
    {
        var strategy = DeploymentKeys.StrategyOf(blueprint);
        var bake = DeploymentKeys.BakeOnAws(blueprint, scope.Tier);
        var longest = Math.Min(LongestWait, 3600 + Shift(strategy) + bake);
        return new()
        {
            Name = scope.Base,
            Branch = blueprint.Get(SourceKeys.Branch),
            Repository = blueprint.Get(SourceKeys.Repository),
            Include = [.. blueprint.Get(SourceKeys.Include).Select(folder => folder.TrimEnd('/'))],
            Build = blueprint.Get(AppKeys.Build),
            Release = blueprint.Get(AppKeys.Release),
            Dockerfile = blueprint.Get(SourceKeys.Dockerfile),
            From = Promotion.Of(blueprint, scope),
            Stages =
            [
                new(StageKind.Source, RoleKeys.Pipeline, 300),
                new(StageKind.Build, RoleKeys.Build, 3600),
                // CodePipeline itself gives up after a week.
                .. blueprint.Get(DeploymentKeys.Approval)
                    ? [new(StageKind.Approval, RoleKeys.Pipeline, 7 * 24 * 3600)]
                    : Array.Empty<PipelineStage>(),
                new(StageKind.Release, RoleKeys.Release, Release + longest),
                new(StageKind.Deploy, RoleKeys.Deploy, 3600),
            ],
            Engine = blueprint.Get(DeploymentKeys.Engine),
            Strategy = strategy,
            Keep = blueprint.Get(DeploymentKeys.Keep),
            Bake = blueprint.Get(DeploymentKeys.Bake),
            BakeOnAws = bake,
            LongestDeployment = longest,
            RollbackAlarms = alarms.Where(a => a.RollsBack).Select(a => a.Name).ToList(),
        };
    }

    /// <summary>Seconds in which the traffic moves.</summary>
    static int Shift(DeploymentStrategy strategy) =>
        strategy.Minutes * 60 * (strategy.Kind == StrategyKind.Linear ? 100 / strategy.Percent : 1);
}
