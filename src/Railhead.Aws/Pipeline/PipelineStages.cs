using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The stages in CodePipeline's form.</summary>
static class PipelineStages
{
    public static HclBody Write(Architecture architecture) =>
        Hcl.Each(
            architecture.Pipeline.Stages.Where(stage => stage.Kind != StageKind.Release),
            stage =>
                Hcl.Body(
                    $$"""
                    {{Hcl.When(stage.Kind == StageKind.Deploy, () => Hcl.Comment("""
                        One stage: a newer commit waits until this one is deployed. In two stages, its release command would run meanwhile.
                        """))}}
                    stage {
                      name = {{stage.Kind.ToString()}}

                      {{Hcl.Each(Actions(stage.Kind), action => Action(architecture.Pipeline, action))}}
                    }
                    """
                )
        );

    static StageKind[] Actions(StageKind stage) => stage == StageKind.Deploy ? [StageKind.Release, StageKind.Deploy] : [stage];

    static HclBody Action(Model.Pipeline pipeline, StageKind kind) =>
        Hcl.Body(
            $$"""
        action {
          name = {{kind.ToString()}}
          {{(kind switch
          {
              StageKind.Source => Source(pipeline),
              StageKind.Build => Build(),
              StageKind.Approval => Approval(),
              StageKind.Release => Release(),
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

            configuration = {
              ConnectionArn    = aws_codestarconnections_connection.github.arn
              FullRepositoryId = var.repository
              BranchName       = {{pipeline.Branch}}
              DetectChanges    = "true"
            }
            """
        );

    static HclBody Build() =>
        Hcl.Body(
            $$"""
            category         = "Build"
            owner            = "AWS"
            provider         = "CodeBuild"
            version          = "1"
            input_artifacts  = ["source"]
            output_artifacts = ["build"]

            configuration = {
              ProjectName          = aws_codebuild_project.build.name
              EnvironmentVariables = jsonencode([{ name = "REVISION", value = "#{Source.CommitId}", type = "PLAINTEXT" }])
            }
            """
        );

    static HclBody Approval() =>
        Hcl.Body(
            $$"""
            category = "Approval"
            owner    = "AWS"
            provider = "Manual"
            version  = "1"

            configuration = {
              NotificationArn = aws_sns_topic.alarms.arn
              CustomData      = "The images are built and have no critical findings. Deploy commit #{Source.CommitId}?"
            }
            """
        );

    static HclBody Release() =>
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
              EnvironmentVariables = jsonencode([{ name = "REVISION", value = "#{Source.CommitId}", type = "PLAINTEXT" }])
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
