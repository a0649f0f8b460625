using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>cluster-shows-containers</c>.</summary>
static class ClusterShowsContainers
{
    public static PolicyRule Rule { get; } =
        new("RH6086", "cluster-shows-containers", PolicyArea.Logging, Severity.Warning)
        {
            Reason = "Without Container Insights there are no metrics of single tasks.",
            Fix = "Set setting { name = \"containerInsights\", value = \"enabled\" }.",
            Source = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cloudwatch-container-insights.html",
            Scanners = ["CKV_AWS_65", "AVD-AWS-0034"],
            Types = ["aws_ecs_cluster"],
            Find = plan =>
                plan.Of("aws_ecs_cluster")
                    .That(
                        cluster =>
                            !cluster
                                .Blocks("setting")
                                .Any(setting =>
                                    setting["name"].IsText("containerInsights") && setting["value"].IsText("enabled", "enhanced")
                                ),
                        "the cluster has no metrics of single tasks"
                    ),
        };
}
