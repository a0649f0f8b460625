using System.Globalization;
using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The project that runs what comes before the traffic, and deploys where ECS itself moves it.</summary>
static class ReleaseProject
{
    public static HclBody Write(Architecture architecture) =>
        PipelineFile.Project(
            architecture,
            "release",
            architecture.Pipeline.Engine == DeploymentEngine.Ecs
                ? "Runs the database role task and the release command, marks the images as released, and deploys them."
                : "Runs the database role task and the release command, and marks the images as released.",
            StageKind.Release,
            "BUILD_GENERAL1_SMALL",
            Hcl.Body(
                $$"""
                CLUSTER              = aws_ecs_cluster.main.name
                SUBNETS              = join(",", {{Addresses.SubnetIds(SubnetTier.App)}})
                SECURITY_GROUP       = {{Addresses.SecurityGroup(SecurityGroupKeys.Tasks)}}
                DATABASE_ROLE_FAMILY = {{(
                    architecture.Database is null ? Hcl.Text($"") : Hcl.Ref("aws_ecs_task_definition.database_role.family")
                )}}
                TIMEOUT              = {{Seconds(architecture.Services.ReleaseTask?.Timeout ?? 0)}}
                {{(architecture.Pipeline.Engine == DeploymentEngine.Ecs
                    ? Hcl.Body($"SERVICE              = aws_ecs_service.main.name")
                    : Hcl.Body($$"""
                        APPLICATION          = aws_codedeploy_app.main.name
                        DEPLOYMENT_GROUP     = aws_codedeploy_deployment_group.main.deployment_group_name
                        """))}}
                DEPLOYMENT_TIMEOUT   = {{Seconds(architecture.Pipeline.LongestDeployment)}}
                REPOSITORIES         = join(" ", [{{Repository("app")}}, {{Repository("nginx")}}])
                """
            )
        );

    static HclExpression Repository(string key) => Hcl.Ref($"aws_ecr_repository.{key}.name");

    static string Seconds(int seconds) => seconds.ToString(CultureInfo.InvariantCulture);
}
