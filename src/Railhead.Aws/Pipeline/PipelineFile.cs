using Railhead.Model;

namespace Railhead.Aws;

/// <summary><c>pipeline.tf</c>: from a push to a deployment.</summary>
static class PipelineFile
{
    public static SynthFile Write(Architecture architecture, AppSource source) =>
        SynthFile.Terraform(
            "pipeline.tf",
            Variables(architecture, source),
            Connection(architecture),
            Build(architecture),
            ReleaseProject.Write(architecture),
            Pipeline(architecture)
        );

    static HclBody Variables(Architecture architecture, AppSource source) =>
        Hcl.Body(
            $$"""
        {{Hcl.When(architecture.Pipeline.Repository is null, () => Hcl.Comment("""
            !!! SET THE APP'S REPOSITORY IN railhead.yaml ("repository: owner/name"). Until then, the pipeline cannot find it.
            """))}}
        variable "repository" {
          description = "GitHub repository of the app, as owner/name."
          type        = string
          default     = {{architecture.Pipeline.Repository ?? $"OWNER/{architecture.App}"}}
        }

        variable "app_folder" {
          description = "Folder that contains railhead.yaml, relative to the root of the repository; \".\" is the root."
          type        = string
          default     = {{source.Folder}}
        }

        variable "accepted_findings" {
          description = "Critical findings of image scans that do not stop a release, such as CVE-2099-0001: reviewed and accepted as harmless for this app."
          type        = list(string)
          default     = []
        }

        locals {
          {{Hcl.Comment(architecture.Pipeline.From is null
              ? "The buildspecs and scripts come from the commit that is built."
              : "The buildspecs and scripts come from the branch's newest commit, which need not be the one that is deployed.")}}
          infrastructure_folder = trimprefix({{Hcl.Text($"{Hcl.Ref("var.app_folder")}/infrastructure/{architecture.Environment}")}}, "./")
        }
        """
        );

    static HclBody Connection(Architecture architecture) =>
        Hcl.Body(
            $$"""
            # Created as PENDING. Confirm it once in the console (Developer Tools, Settings, Connections, "Update pending connection") and choose
            # the repositories that AWS may read. Until then, the pipeline's first stage fails.
            resource "aws_codestarconnections_connection" "github" {
              name          = {{architecture.Name(AwsNames.ConnectionLimit)}}
              provider_type = "GitHub"
            }
            """
        );

    static HclBody Build(Architecture architecture)
    {
        var custom = architecture.Secrets.Custom.Count > 0;
        return Project(
            architecture,
            "build",
            architecture.Pipeline.From is { } from
                ? $"Copies the images of a commit that {from.Environment} has released, and checks their scans."
                : "Builds and pushes the images of a commit, and checks their scans.",
            StageKind.Build,
            BuildSize(architecture),
            Hcl.Body(
                $$"""
                APP_REPOSITORY          = aws_ecr_repository.app.repository_url
                NGINX_REPOSITORY        = aws_ecr_repository.nginx.repository_url
                DATABASE_ROLE_IMAGE     = {{(architecture.Database is null ? Hcl.Text($"") : Hcl.Ref("local.database_role_image"))}}
                {{Images(architecture)}}
                TASK_DEFINITION         = aws_ssm_parameter.task_definition.name
                RELEASE_TASK_DEFINITION = {{(
                    architecture.Services.ReleaseTask is null ? Hcl.Text($"") : Hcl.Ref("aws_ssm_parameter.release_task_definition.name")
                )}}
                {{Hcl.When(architecture.Pipeline.Engine != DeploymentEngine.Ecs, () => Hcl.Body($"APP_SPEC                = aws_ssm_parameter.app_spec.name"))}}
                SECRETS                 = {{(
                    custom ? new HclExpression("join(\" \", values(aws_secretsmanager_secret.app)[*].name)") : Hcl.Text($"")
                )}}
                ACCEPTED_FINDINGS       = join(" ", var.accepted_findings)
                """
            )
        );
    }

    /// <summary>What is built, or where it is copied from.</summary>
    static HclBody Images(Architecture architecture) =>
        architecture.Pipeline.From is { } from
            ? Hcl.Body(
                $$"""
                FROM                    = {{from.Environment}}
                FROM_PIPELINE           = {{from.Pipeline}}
                FROM_APP                = {{from.Repositories["app"]}}
                FROM_NGINX              = {{from.Repositories["nginx"]}}
                """
            )
            : Hcl.Body(
                $$"""
                DOCKERFILE              = {{architecture.Pipeline.Dockerfile
                    ?? $"infrastructure/{architecture.Environment}/docker/app/Dockerfile"}}
                STATIC                  = {{architecture.Services.TaskDefinition.Static ?? ""}}
                """
            );

    /// <summary>Of the machine. Copying waits for the network, not for a processor.</summary>
    public static string BuildSize(Architecture architecture) =>
        architecture.Pipeline.From is null ? "BUILD_GENERAL1_MEDIUM" : "BUILD_GENERAL1_SMALL";

    internal static HclBody Project(
        Architecture architecture,
        string key,
        string description,
        StageKind stage,
        string size,
        HclBody variables
    ) =>
        Hcl.Body(
            $$"""
        resource "aws_codebuild_project" {{key}} {
          name           = {{architecture.NameOf(key)}}
          description    = {{description}}
          service_role   = {{Hcl.Ref($"aws_iam_role.{key}.arn")}}
          encryption_key = {{Addresses.Key(EncryptionKeys.Data)}}
          build_timeout  = {{Minutes(architecture, stage)}}

          source {
            type      = "CODEPIPELINE"
            buildspec = {{Hcl.Text($"{Hcl.Ref("local.infrastructure_folder")}/pipeline/{(stage == StageKind.Build && architecture.Pipeline.From is not null ? "promote" : key)}.yml")}}
          }

          artifacts {
            type = "CODEPIPELINE"
          }

          {{Hcl.When(stage == StageKind.Build && architecture.Pipeline.From is null, () => Hcl.Body($$"""
              # Reuses image layers if the build runs on the same host as an earlier one.
              cache {
                type  = "LOCAL"
                modes = ["LOCAL_DOCKER_LAYER_CACHE"]
              }
              """))}}

          environment {
            type         = "LINUX_CONTAINER"
            image        = "aws/codebuild/amazonlinux-x86_64-standard:5.0"
            compute_type = {{size}}
            {{Hcl.When(stage == StageKind.Build, () => Hcl.Body($$"""

                # Docker needs it.
                privileged_mode = true
                """))}}

            dynamic "environment_variable" {
              for_each = {
                INFRASTRUCTURE = local.infrastructure_folder
                {{variables}}
              }

              content {
                name  = environment_variable.key
                value = environment_variable.value
              }
            }
          }

          logs_config {
            cloudwatch_logs {
              group_name  = {{Addresses.LogGroup(LogGroups.Build)}}
              stream_name = {{key}}
            }
          }
        }
        """
        );

    static HclBody Pipeline(Architecture architecture) =>
        Hcl.Body(
            $$"""
            resource "aws_codepipeline" "main" {
              name          = {{architecture.Pipeline.Name}}
              role_arn      = {{Addresses.Role(RoleKeys.Pipeline)}}
              pipeline_type = "V2"

              # A newer commit supersedes one that is waiting.
              execution_mode = "SUPERSEDED"

              {{Hcl.When(architecture.Pipeline.From is not null, PromotionFile.Variable)}}

              artifact_store {
                type     = "S3"
                location = {{Addresses.Bucket(BucketNames.Artifacts)}}

                encryption_key {
                  type = "KMS"
                  id   = {{Addresses.Key(EncryptionKeys.Data)}}
                }
              }

              {{PipelineStages.Write(architecture)}}

              # It starts as soon as it exists.
              depends_on = [aws_iam_role_policy.pipeline]
            }
            """
        );

    static int Minutes(Architecture architecture, StageKind kind) =>
        architecture.Pipeline.Stages.Single(stage => stage.Kind == kind).Timeout / 60;
}
