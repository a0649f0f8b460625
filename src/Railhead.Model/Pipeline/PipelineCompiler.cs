namespace Railhead.Model;

/// <summary>Lays out the pipeline.</summary>
static class PipelineCompiler
{
    public static Pipeline Compile(Blueprint blueprint, Scope scope, IReadOnlyList<Alarm> alarms) =>
        new()
        {
            Name = scope.Base,
            Branch = blueprint.Get(SourceKeys.Branch),
            Repository = blueprint.Get(SourceKeys.Repository),
            Include = [.. blueprint.Get(SourceKeys.Include).Select(folder => folder.TrimEnd('/'))],
            Build = blueprint.Get(AppKeys.Build),
            Release = blueprint.Get(AppKeys.Release),
            Dockerfile = blueprint.Get(SourceKeys.Dockerfile),
            Stages =
            [
                new(StageKind.Source, RoleKeys.Pipeline, 300),
                new(StageKind.Build, RoleKeys.Build, 3600),
                // CodePipeline itself gives up after a week.
                .. blueprint.Get(DeploymentKeys.Approval)
                    ? [new(StageKind.Approval, RoleKeys.Pipeline, 7 * 24 * 3600)]
                    : Array.Empty<PipelineStage>(),
                // First the app's role in the database is made, in ten minutes; then the release command has its hour.
                .. blueprint.Get(AppKeys.Release) is null && !DatabaseKeys.IsOn(blueprint)
                    ? []
                    : new PipelineStage[] { new(StageKind.Release, RoleKeys.Release, 4800) },
                new(StageKind.Deploy, RoleKeys.Deploy, 3600),
            ],
            Strategy = DeploymentKeys.StrategyOf(blueprint),
            Keep = blueprint.Get(DeploymentKeys.Keep),
            Bake = blueprint.Get(DeploymentKeys.Bake),
            RollbackAlarms = alarms.Where(a => a.RollsBack).Select(a => a.Name).ToList(),
        };
}
