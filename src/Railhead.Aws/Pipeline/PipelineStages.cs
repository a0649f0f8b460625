using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The stages in CodePipeline's form.</summary>
static class PipelineStages
{
    /// <summary>The stage that copies images instead of a build, and the namespace of its variables.</summary>
    const string Promote = "Promote";

    public static HclBody Write(Architecture architecture) =>
        Hcl.Each(
            architecture.Pipeline.Stages.Where(stage => stage.Kind != StageKind.Release),
            stage =>
                Hcl.Body(
                    $$"""
                    {{Hcl.When(Actions(architecture.Pipeline, stage.Kind).Length > 1, () => Hcl.Comment("""
                        One stage: a newer commit waits until this one is deployed. In two stages, its release command would run meanwhile.
                        """))}}
                    stage {
                      name = {{Name(architecture.Pipeline, stage.Kind)}}

                      {{Hcl.Each(Actions(architecture.Pipeline, stage.Kind), action => Action(architecture.Pipeline, action))}}
                    }
                    """
                )
        );

    static string Name(Model.Pipeline pipeline, StageKind kind) =>
        kind == StageKind.Build && pipeline.From is not null ? Promote : kind.ToString();

    /// <summary>The commit that is deployed. A promotion takes only its scripts from the source.</summary>
    static string Commit(Model.Pipeline pipeline) => pipeline.From is null ? "#{Source.CommitId}" : $"#{{{Promote}.REVISION}}";

    /// <summary>With ECS's own deployments, the release action deploys too.</summary>
    static StageKind[] Actions(Model.Pipeline pipeline, StageKind stage) =>
        stage != StageKind.Deploy ? [stage]
        : pipeline.Engine == DeploymentEngine.Ecs ? [StageKind.Release]
        : [StageKind.Release, StageKind.Deploy];

    static HclBody Action(Model.Pipeline pipeline, StageKind kind) =>
        Hcl.Body(
            $$"""
        action {
          name = {{(kind == StageKind.Source && pipeline.From is not null ? "Scripts" : Name(pipeline, kind))}}
          {{(kind switch
          {
              StageKind.Source => Source(pipeline),
              StageKind.Build => Build(pipeline),
              StageKind.Approval => Approval(pipeline),
              StageKind.Release => Release(pipeline),
              _ => Deploy(),
          })}}
        }
        """
        );

    static HclBody Source(Model.Pipeline pipeline) =>
        Hcl.Body(
            $$"""
            category         = "Source"
            owner            = "AWS"
            provider         = "CodeStarSourceConnection"
            version          = "1"
            namespace        = "Source"
            output_artifacts = ["source"]

            {{Hcl.When(pipeline.From is not null, () => Hcl.Comment("""
                Only the scripts of infrastructure/. The app's images are those of another environment, so a push starts nothing (promotion.tf).
                """))}}
            configuration = {
              ConnectionArn    = aws_codestarconnections_connection.github.arn
              FullRepositoryId = var.repository
              BranchName       = {{pipeline.Branch}}
              DetectChanges    = {{(pipeline.From is null ? "true" : "false")}}
            }
            """
        );

    static HclBody Build(Model.Pipeline pipeline) =>
        Hcl.Body(
            $$"""
            category         = "Build"
            owner            = "AWS"
            provider         = "CodeBuild"
            version          = "1"
            {{Hcl.When(pipeline.From is not null, () => Hcl.Body($"namespace        = {Promote}"))}}
            input_artifacts  = ["source"]
            output_artifacts = ["build"]

            configuration = {
              ProjectName          = aws_codebuild_project.build.name
              EnvironmentVariables = jsonencode([{ name = {{(pipeline.From is null ? "REVISION" : PromotionFile.Commit)}}, value = {{(
                  pipeline.From is null ? Commit(pipeline) : $"#{{variables.{PromotionFile.Commit}}}"
              )}}, type = "PLAINTEXT" }])
            }
            """
        );

    static HclBody Approval(Model.Pipeline pipeline) =>
        Hcl.Body(
            $$"""
            category = "Approval"
            owner    = "AWS"
            provider = "Manual"
            version  = "1"

            configuration = {
              NotificationArn = aws_sns_topic.alarms.arn
              CustomData      = {{(
                  pipeline.From is { } from
                      ? $"The environment {from.Environment} released these images, and they have no critical findings."
                      : "The images are built and have no critical findings."
              ) + $" Deploy commit {Commit(pipeline)}?"}}
            }
            """
        );

    static HclBody Release(Model.Pipeline pipeline) =>
        Hcl.Body(
            $$"""
            category        = "Build"
            owner           = "AWS"
            provider        = "CodeBuild"
            version         = "1"
            run_order       = 1
            input_artifacts = ["source", "build"]

            configuration = {
              ProjectName          = aws_codebuild_project.release.name
              PrimarySource        = "source"
              EnvironmentVariables = jsonencode([{ name = "REVISION", value = {{Commit(pipeline)}}, type = "PLAINTEXT" }])
            }
            """
        );

    static HclBody Deploy() =>
        Hcl.Body(
            $$"""
            category        = "Deploy"
            owner           = "AWS"
            provider        = "CodeDeployToECS"
            version         = "1"
            run_order       = 2
            input_artifacts = ["build"]

            configuration = {
              ApplicationName                = aws_codedeploy_app.main.name
              DeploymentGroupName            = aws_codedeploy_deployment_group.main.deployment_group_name
              TaskDefinitionTemplateArtifact = "build"
              TaskDefinitionTemplatePath     = "taskdef.json"
              AppSpecTemplateArtifact        = "build"
              AppSpecTemplatePath            = "appspec.yaml"
            }
            """
        );
}
