namespace Railhead.Aws;

/// <summary>Builds and pipeline actions.</summary>
static class PipelineCosts
{
    public static IEnumerable<CostLine> Build(Meter meter, PlannedResource project)
    {
        var minutes = meter.Usage[project.Name == "build" ? Usage.BuildMinutes : Usage.ReleaseMinutes];
        var isSmall =
            project.Blocks("environment") is [var environment, ..]
            && environment["compute_type"]?.GetValue<string>() == "BUILD_GENERAL1_SMALL";
        yield return meter.Line(
            project,
            "build minutes",
            meter.Usage[Usage.Deployments] * minutes,
            isSmall ? "build.small" : "build.medium"
        );
    }

    public static IEnumerable<CostLine> Pipeline(Meter meter, PlannedResource pipeline) =>
        [
            meter.Line(
                pipeline,
                "minutes of actions",
                meter.Usage[Usage.Deployments] * meter.Usage[Usage.PipelineMinutes],
                "pipeline.minute"
            ),
        ];
}
