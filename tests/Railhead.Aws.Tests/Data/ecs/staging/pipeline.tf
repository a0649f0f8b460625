variable "repository" {
  description = "GitHub repository of the app, as owner/name."
  type        = string
  default     = "example/shop"
}

variable "app_folder" {
  description = "Folder that contains railhead.yaml, relative to the root of the repository; \".\" is the root."
  type        = string
  default     = "."
}

variable "accepted_findings" {
  description = "Critical findings of image scans that do not stop a release, such as CVE-2099-0001: reviewed and accepted as harmless for this app."
  type        = list(string)
  default     = []
}

locals {
  # The buildspecs and scripts come from the commit that is built.
  infrastructure_folder = trimprefix("${var.app_folder}/infrastructure/staging", "./")
}

# Created as PENDING. Confirm it once in the console (Developer Tools, Settings, Connections, "Update pending connection") and choose
# the repositories that AWS may read. Until then, the pipeline's first stage fails.
resource "aws_codestarconnections_connection" "github" {
  name          = "shop-staging"
  provider_type = "GitHub"
}

resource "aws_codebuild_project" "build" {
  name           = "shop-staging-build"
  description    = "Builds and pushes the images of a commit, and checks their scans."
  service_role   = aws_iam_role.build.arn
  encryption_key = aws_kms_key.data.arn
  build_timeout  = 60

  source {
    type      = "CODEPIPELINE"
    buildspec = "${local.infrastructure_folder}/pipeline/build.yml"
  }

  artifacts {
    type = "CODEPIPELINE"
  }

  # Reuses image layers if the build runs on the same host as an earlier one.
  cache {
    type  = "LOCAL"
    modes = ["LOCAL_DOCKER_LAYER_CACHE"]
  }

  environment {
    type         = "LINUX_CONTAINER"
    image        = "aws/codebuild/amazonlinux-x86_64-standard:5.0"
    compute_type = "BUILD_GENERAL1_MEDIUM"

    # Docker needs it.
    privileged_mode = true

    dynamic "environment_variable" {
      for_each = {
        INFRASTRUCTURE          = local.infrastructure_folder
        APP_REPOSITORY          = aws_ecr_repository.app.repository_url
        NGINX_REPOSITORY        = aws_ecr_repository.nginx.repository_url
        DATABASE_ROLE_IMAGE     = local.database_role_image
        DOCKERFILE              = "infrastructure/staging/docker/app/Dockerfile"
        STATIC                  = ""
        TASK_DEFINITION         = aws_ssm_parameter.task_definition.name
        RELEASE_TASK_DEFINITION = aws_ssm_parameter.release_task_definition.name
        SECRETS                 = ""
        ACCEPTED_FINDINGS       = join(" ", var.accepted_findings)
      }

      content {
        name  = environment_variable.key
        value = environment_variable.value
      }
    }
  }

  logs_config {
    cloudwatch_logs {
      group_name  = aws_cloudwatch_log_group.build.name
      stream_name = "build"
    }
  }
}

resource "aws_codebuild_project" "release" {
  name           = "shop-staging-release"
  description    = "Runs the database role task and the release command, marks the images as released, and deploys them."
  service_role   = aws_iam_role.release.arn
  encryption_key = aws_kms_key.data.arn
  build_timeout  = 149

  source {
    type      = "CODEPIPELINE"
    buildspec = "${local.infrastructure_folder}/pipeline/release.yml"
  }

  artifacts {
    type = "CODEPIPELINE"
  }

  environment {
    type         = "LINUX_CONTAINER"
    image        = "aws/codebuild/amazonlinux-x86_64-standard:5.0"
    compute_type = "BUILD_GENERAL1_SMALL"

    dynamic "environment_variable" {
      for_each = {
        INFRASTRUCTURE       = local.infrastructure_folder
        CLUSTER              = aws_ecs_cluster.main.name
        SUBNETS              = join(",", values(aws_subnet.app)[*].id)
        SECURITY_GROUP       = aws_security_group.tasks.id
        DATABASE_ROLE_FAMILY = aws_ecs_task_definition.database_role.family
        TIMEOUT              = "3600"
        SERVICE              = aws_ecs_service.main.name
        DEPLOYMENT_TIMEOUT   = "4170"
        REPOSITORIES         = join(" ", [aws_ecr_repository.app.name, aws_ecr_repository.nginx.name])
      }

      content {
        name  = environment_variable.key
        value = environment_variable.value
      }
    }
  }

  logs_config {
    cloudwatch_logs {
      group_name  = aws_cloudwatch_log_group.build.name
      stream_name = "release"
    }
  }
}

resource "aws_codepipeline" "main" {
  name          = "shop-staging"
  role_arn      = aws_iam_role.pipeline.arn
  pipeline_type = "V2"

  # A newer commit supersedes one that is waiting.
  execution_mode = "SUPERSEDED"

  artifact_store {
    type     = "S3"
    location = aws_s3_bucket.artifacts.id

    encryption_key {
      type = "KMS"
      id   = aws_kms_key.data.arn
    }
  }

  stage {
    name = "Source"

    action {
      name             = "Source"
      category         = "Source"
      owner            = "AWS"
      provider         = "CodeStarSourceConnection"
      version          = "1"
      namespace        = "Source"
      output_artifacts = ["source"]

      configuration = {
        ConnectionArn    = aws_codestarconnections_connection.github.arn
        FullRepositoryId = var.repository
        BranchName       = "main"
        DetectChanges    = "true"
      }
    }
  }

  stage {
    name = "Build"

    action {
      name             = "Build"
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
    }
  }

  stage {
    name = "Approval"

    action {
      name     = "Approval"
      category = "Approval"
      owner    = "AWS"
      provider = "Manual"
      version  = "1"

      configuration = {
        NotificationArn = aws_sns_topic.alarms.arn
        CustomData      = "The images are built and have no critical findings. Deploy commit #{Source.CommitId}?"
      }
    }
  }

  stage {
    name = "Deploy"

    action {
      name            = "Release"
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
    }
  }

  # It starts as soon as it exists.
  depends_on = [aws_iam_role_policy.pipeline]
}
