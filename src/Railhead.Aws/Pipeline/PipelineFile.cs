using Railhead.Model;

namespace Railhead.Aws;

/// <summary><c>pipeline.tf</c>: from a push to images, and to a deployment.</summary>
static class PipelineFile
{
    public static SynthFile Write(Architecture architecture, AppSource source) =>
        SynthFile.Terraform(
            "pipeline.tf",
            Variables(architecture, source),
            Connection(architecture),
            Build(architecture),
            Release(architecture),
            Pipeline(architecture)
        );

    public static bool HasRelease(Architecture architecture) => architecture.Pipeline.Stages.Any(stage => stage.Kind == StageKind.Release);

    static HclBody Variables(Architecture architecture, AppSource source) =>
        Hcl.Body(
            $$"""
        {{Hcl.When(architecture.Pipeline.Repository is null, () => Hcl.Comment("""
            !!! WRITE THE APP'S REPOSITORY INTO railhead.yaml ("repository: owner/name"). Until then the pipeline looks for one that is not there.
            """))}}
        variable "repository" {
          description = "The app's repository on GitHub, owner/name."
          type        = string
          default     = {{architecture.Pipeline.Repository ?? $"OWNER/{architecture.App}"}}
        }

        variable "app_folder" {
          description = "The folder of railhead.yaml, relative to the root of the repository; \".\" is the root."
          type        = string
          default     = {{source.Folder}}
        }

        variable "accepted_findings" {
          description = "Critical findings of image scans that do not stop a release, such as CVE-2099-0001: read about, and of no danger here."
          type        = list(string)
          default     = []
        }

        locals {
          # Build instructions and scripts come with the commit that they build.
          infrastructure_folder = trimprefix({{Hcl.Text($"{Hcl.Ref("var.app_folder")}/infrastructure/{architecture.Environment}")}}, "./")
        }
        """
        );

    static HclBody Connection(Architecture architecture) =>
        Hcl.Body(
            $$"""
            # Made PENDING: a person confirms it once, in the console (Developer Tools, Settings, Connections, "Update pending connection"), and
            # chooses there which repositories AWS may read. Until then the pipeline's first stage fails.
            resource "aws_codestarconnections_connection" "github" {
              name          = {{Naming.Fit($"{architecture.App}-{architecture.Environment}", 32)}}
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
            "Builds the images of a commit, pushes them and reads what their scans found.",
            StageKind.Build,
            "BUILD_GENERAL1_MEDIUM",
            Hcl.Body(
                $$"""
                APP_REPOSITORY          = aws_ecr_repository.app.repository_url
                NGINX_REPOSITORY        = aws_ecr_repository.nginx.repository_url
                DOCKERFILE              = {{architecture.Pipeline.Dockerfile
                    ?? $"infrastructure/{architecture.Environment}/docker/app/Dockerfile"}}
                STATIC                  = {{architecture.Services.TaskDefinition.Static ?? ""}}
                TASK_DEFINITION         = aws_ssm_parameter.task_definition.name
                RELEASE_TASK_DEFINITION = {{(
                    architecture.Services.ReleaseTask is null ? Hcl.Text($"") : Hcl.Ref("aws_ssm_parameter.release_task_definition.name")
                )}}
                APP_SPEC                = aws_ssm_parameter.app_spec.name
                SECRETS                 = {{(
                    custom ? new HclExpression("join(\" \", values(aws_secretsmanager_secret.app)[*].name)") : Hcl.Text($"")
                )}}
                ACCEPTED_FINDINGS       = join(" ", var.accepted_findings)
                """
            )
        );
    }

    static HclBody Release(Architecture architecture) =>
        Hcl.When(
            HasRelease(architecture),
            () =>
                Project(
                    architecture,
                    "release",
                    "Runs the tasks that come before the traffic, one after the other.",
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
                        TIMEOUT              = {{(architecture.Services.ReleaseTask?.Timeout ?? 0).ToString(
                            System.Globalization.CultureInfo.InvariantCulture
                        )}}
                        """
                    )
                )
        );

    static HclBody Project(Architecture architecture, string key, string description, StageKind stage, string size, HclBody variables) =>
        Hcl.Body(
            $$"""
        resource "aws_codebuild_project" {{key}} {
          name           = {{Naming.Fit($"{architecture.App}-{architecture.Environment}-{key}", Naming.RoleLimit)}}
          description    = {{description}}
          service_role   = {{Hcl.Ref($"aws_iam_role.{key}.arn")}}
          encryption_key = {{Addresses.Key("data")}}
          build_timeout  = {{Minutes(architecture, stage)}}
          {{Hcl.When(stage == StageKind.Release, () => Hcl.Body($$"""

              # Two migrations at once are one too many.
              concurrent_build_limit = 1
              """))}}

          source {
            type      = "CODEPIPELINE"
            buildspec = {{Hcl.Text($"{Hcl.Ref("local.infrastructure_folder")}/pipeline/{key}.yml")}}
          }

          artifacts {
            type = "CODEPIPELINE"
          }

          {{Hcl.When(stage == StageKind.Build, () => Hcl.Body($$"""
              # Layers of the last build, where the same machine comes again.
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

                # Docker runs in it.
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

              # A newer push takes the place of one that waits.
              execution_mode = "SUPERSEDED"

              artifact_store {
                type     = "S3"
                location = {{Addresses.Bucket(BucketNames.Artifacts)}}

                encryption_key {
                  type = "KMS"
                  id   = {{Addresses.Key("data")}}
                }
              }

              {{Hcl.Each(architecture.Pipeline.Stages, stage => PipelineStages.Body(architecture, stage.Kind))}}
            }
            """
        );

    static int Minutes(Architecture architecture, StageKind kind) =>
        architecture.Pipeline.Stages.Single(stage => stage.Kind == kind).Timeout / 60;
}
