locals {
  # The service that may assume each role, and for which resource of this account. Null where the service names none: then only this
  # account can configure the service to use the role.
  trust = {
    task          = { service = "ecs-tasks.amazonaws.com", account = local.account_id, arn = "arn:aws:ecs:${local.region}:${local.account_id}:*" }
    execution     = { service = "ecs-tasks.amazonaws.com", account = local.account_id, arn = "arn:aws:ecs:${local.region}:${local.account_id}:*" }
    build         = { service = "codebuild.amazonaws.com", account = local.account_id, arn = "arn:aws:codebuild:${local.region}:${local.account_id}:project/shop-staging-build" }
    release       = { service = "codebuild.amazonaws.com", account = local.account_id, arn = "arn:aws:codebuild:${local.region}:${local.account_id}:project/shop-staging-release" }
    pipeline      = { service = "codepipeline.amazonaws.com", account = local.account_id, arn = null }
    deploy        = { service = "ecs.amazonaws.com", account = null, arn = null }
    flow_logs     = { service = "vpc-flow-logs.amazonaws.com", account = local.account_id, arn = "arn:aws:ec2:${local.region}:${local.account_id}:vpc-flow-log/*" }
    monitoring    = { service = "monitoring.rds.amazonaws.com", account = local.account_id, arn = "arn:aws:rds:${local.region}:${local.account_id}:db:shop-staging-db*" }
    database_role = { service = "ecs-tasks.amazonaws.com", account = local.account_id, arn = "arn:aws:ecs:${local.region}:${local.account_id}:*" }
    rotation      = { service = "lambda.amazonaws.com", account = null, arn = null }
  }
}

data "aws_iam_policy_document" "trust" {
  for_each = local.trust

  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = [each.value.service]
    }

    dynamic "condition" {
      for_each = each.value.account[*]

      content {
        test     = "StringEquals"
        variable = "aws:SourceAccount"
        values   = [condition.value]
      }
    }

    dynamic "condition" {
      for_each = each.value.arn[*]

      content {
        test     = "ArnLike"
        variable = "aws:SourceArn"
        values   = [condition.value]
      }
    }
  }
}

# The app's tasks.
resource "aws_iam_role" "task" {
  name               = "shop-staging-task"
  assume_role_policy = data.aws_iam_policy_document.trust["task"].json
}

resource "aws_iam_role_policy" "task" {
  name   = "task"
  role   = aws_iam_role.task.id
  policy = data.aws_iam_policy_document.task.json
}

data "aws_iam_policy_document" "task" {
  statement {
    actions = [
      "s3:ListBucket",
      "s3:ListBucketVersions",
      "s3:GetBucketLocation",
      "s3:GetBucketVersioning",
      "s3:GetBucketAcl",
      "s3:ListBucketMultipartUploads",
    ]
    resources = [aws_s3_bucket.files.arn]
  }

  statement {
    actions = [
      "s3:GetObject",
      "s3:GetObjectAttributes",
      "s3:GetObjectAcl",
      "s3:GetObjectTagging",
      "s3:PutObject",
      "s3:PutObjectAcl",
      "s3:PutObjectTagging",
      "s3:DeleteObject",
      "s3:DeleteObjectTagging",
      "s3:AbortMultipartUpload",
      "s3:ListMultipartUploadParts",
    ]
    resources = ["${aws_s3_bucket.files.arn}/*"]
  }

  statement {
    actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
    resources = [aws_kms_key.data.arn]

    condition {
      test     = "StringEquals"
      variable = "kms:ViaService"
      values   = ["s3.${local.region}.amazonaws.com"]
    }
  }
}

# ECS, to start the app's tasks: images, logs and secrets.
resource "aws_iam_role" "execution" {
  name               = "shop-staging-execution"
  assume_role_policy = data.aws_iam_policy_document.trust["execution"].json
}

resource "aws_iam_role_policy" "execution" {
  name   = "execution"
  role   = aws_iam_role.execution.id
  policy = data.aws_iam_policy_document.execution.json
}

data "aws_iam_policy_document" "execution" {
  # Any resource: the action does not support resources.
  statement {
    actions   = ["ecr:GetAuthorizationToken"]
    resources = ["*"]
  }

  statement {
    actions   = ["ecr:BatchCheckLayerAvailability", "ecr:GetDownloadUrlForLayer", "ecr:BatchGetImage"]
    resources = [aws_ecr_repository.app.arn, aws_ecr_repository.nginx.arn]
  }

  # Any account: AWS hosts GuardDuty's agent, in a different account for each region.
  statement {
    actions   = ["ecr:BatchCheckLayerAvailability", "ecr:GetDownloadUrlForLayer", "ecr:BatchGetImage"]
    resources = ["arn:aws:ecr:${local.region}:????????????:repository/aws-guardduty-agent-fargate"]
  }

  statement {
    actions = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = [
      "${aws_cloudwatch_log_group.app.arn}:*",
      "${aws_cloudwatch_log_group.nginx.arn}:*",
      "${aws_cloudwatch_log_group.release.arn}:*",
    ]
  }

  statement {
    actions = ["secretsmanager:GetSecretValue"]
    resources = [
      aws_secretsmanager_secret.database.arn,
      aws_secretsmanager_secret.storage.arn,
      aws_secretsmanager_secret.endpoint.arn,
    ]
  }

  statement {
    actions   = ["kms:Decrypt"]
    resources = [aws_kms_key.data.arn]

    condition {
      test     = "StringEquals"
      variable = "kms:ViaService"
      values   = ["secretsmanager.${local.region}.amazonaws.com"]
    }
  }
}

# CodeBuild, to build the images.
resource "aws_iam_role" "build" {
  name               = "shop-staging-build"
  assume_role_policy = data.aws_iam_policy_document.trust["build"].json
}

resource "aws_iam_role_policy" "build" {
  name   = "build"
  role   = aws_iam_role.build.id
  policy = data.aws_iam_policy_document.build.json
}

data "aws_iam_policy_document" "build" {
  # Any resource: the action does not support resources.
  statement {
    actions   = ["ecr:GetAuthorizationToken"]
    resources = ["*"]
  }

  # Any resource: the actions do not support resources.
  statement {
    actions   = ["ecr-public:GetAuthorizationToken", "sts:GetServiceBearerToken"]
    resources = ["*"]
  }

  statement {
    actions = [
      "ecr:BatchCheckLayerAvailability",
      "ecr:GetDownloadUrlForLayer",
      "ecr:BatchGetImage",
      "ecr:DescribeImages",
      "ecr:DescribeImageScanFindings",
      "ecr:InitiateLayerUpload",
      "ecr:UploadLayerPart",
      "ecr:CompleteLayerUpload",
      "ecr:PutImage",
    ]
    resources = [aws_ecr_repository.app.arn, aws_ecr_repository.nginx.arn, aws_ecr_repository.database_role.arn]
  }

  statement {
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.build.arn}:*"]
  }

  statement {
    actions   = ["s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"]
    resources = ["${aws_s3_bucket.artifacts.arn}/*"]
  }

  statement {
    actions   = ["s3:GetBucketAcl", "s3:GetBucketLocation"]
    resources = [aws_s3_bucket.artifacts.arn]
  }

  statement {
    actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
    resources = [aws_kms_key.data.arn]

    condition {
      test     = "StringEquals"
      variable = "kms:ViaService"
      values   = ["s3.${local.region}.amazonaws.com"]
    }
  }

  statement {
    actions   = ["ssm:GetParameter"]
    resources = [aws_ssm_parameter.task_definition.arn, aws_ssm_parameter.release_task_definition.arn]
  }

  # Any resource: the actions do not support resources.
  statement {
    actions   = ["inspector2:ListCoverage", "inspector2:ListFindings"]
    resources = ["*"]
  }
}

# CodeBuild, to run the release command as a task.
resource "aws_iam_role" "release" {
  name               = "shop-staging-release"
  assume_role_policy = data.aws_iam_policy_document.trust["release"].json
}

resource "aws_iam_role_policy" "release" {
  name   = "release"
  role   = aws_iam_role.release.id
  policy = data.aws_iam_policy_document.release.json
}

data "aws_iam_policy_document" "release" {
  statement {
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.build.arn}:*"]
  }

  statement {
    actions   = ["s3:GetObject", "s3:GetObjectVersion"]
    resources = ["${aws_s3_bucket.artifacts.arn}/*"]
  }

  statement {
    actions   = ["s3:GetBucketAcl", "s3:GetBucketLocation"]
    resources = [aws_s3_bucket.artifacts.arn]
  }

  statement {
    actions   = ["kms:Decrypt"]
    resources = [aws_kms_key.data.arn]

    condition {
      test     = "StringEquals"
      variable = "kms:ViaService"
      values   = ["s3.${local.region}.amazonaws.com"]
    }
  }

  statement {
    actions = ["ecs:RegisterTaskDefinition"]
    resources = [
      "arn:aws:ecs:${local.region}:${local.account_id}:task-definition/shop-staging-release:*",
      "arn:aws:ecs:${local.region}:${local.account_id}:task-definition/shop-staging:*",
    ]
  }

  statement {
    actions = ["ecs:RunTask"]
    resources = [
      "arn:aws:ecs:${local.region}:${local.account_id}:task-definition/shop-staging-release:*",
      "${aws_ecs_task_definition.database_role.arn_without_revision}:*",
    ]

    condition {
      test     = "ArnEquals"
      variable = "ecs:cluster"
      values   = [aws_ecs_cluster.main.arn]
    }
  }

  statement {
    actions   = ["ecs:DescribeTasks", "ecs:StopTask"]
    resources = ["arn:aws:ecs:${local.region}:${local.account_id}:task/shop-staging/*"]

    condition {
      test     = "ArnEquals"
      variable = "ecs:cluster"
      values   = [aws_ecs_cluster.main.arn]
    }
  }

  # Any resource: tasks are limited by the cluster, which is a condition instead of a resource.
  statement {
    actions   = ["ecs:ListTasks"]
    resources = ["*"]

    condition {
      test     = "ArnEquals"
      variable = "ecs:cluster"
      values   = [aws_ecs_cluster.main.arn]
    }
  }

  # Any resource: the action does not support resources.
  statement {
    actions   = ["ecs:DescribeTaskDefinition"]
    resources = ["*"]
  }

  statement {
    actions   = ["logs:GetLogEvents"]
    resources = ["${aws_cloudwatch_log_group.release.arn}:*", "${aws_cloudwatch_log_group.database_role.arn}:*"]
  }

  statement {
    actions   = ["iam:PassRole"]
    resources = [aws_iam_role.task.arn, aws_iam_role.execution.arn, aws_iam_role.database_role.arn]

    condition {
      test     = "StringEquals"
      variable = "iam:PassedToService"
      values   = ["ecs-tasks.amazonaws.com"]
    }
  }

  statement {
    actions   = ["ecs:UpdateService", "ecs:ListServiceDeployments"]
    resources = [aws_ecs_service.main.id]
  }

  statement {
    actions   = ["ecs:DescribeServiceDeployments"]
    resources = ["arn:aws:ecs:${local.region}:${local.account_id}:service-deployment/shop-staging/shop-staging/*"]
  }

  statement {
    actions   = ["ecr:BatchGetImage", "ecr:PutImage"]
    resources = [aws_ecr_repository.app.arn, aws_ecr_repository.nginx.arn]
  }
}

# CodePipeline. AWS's guide names no aws:SourceArn that CodePipeline sends when it assumes the role: so only the account.
resource "aws_iam_role" "pipeline" {
  name               = "shop-staging-pipeline"
  assume_role_policy = data.aws_iam_policy_document.trust["pipeline"].json
}

resource "aws_iam_role_policy" "pipeline" {
  name   = "pipeline"
  role   = aws_iam_role.pipeline.id
  policy = data.aws_iam_policy_document.pipeline.json
}

data "aws_iam_policy_document" "pipeline" {
  statement {
    actions   = ["s3:GetObject", "s3:GetObjectVersion", "s3:PutObject", "s3:PutObjectAcl"]
    resources = ["${aws_s3_bucket.artifacts.arn}/*"]
  }

  statement {
    actions   = ["s3:GetBucketAcl", "s3:GetBucketLocation", "s3:GetBucketVersioning"]
    resources = [aws_s3_bucket.artifacts.arn]
  }

  statement {
    actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
    resources = [aws_kms_key.data.arn]

    condition {
      test     = "StringEquals"
      variable = "kms:ViaService"
      values   = ["s3.${local.region}.amazonaws.com"]
    }
  }

  statement {
    actions = ["codeconnections:UseConnection", "codestar-connections:UseConnection"]
    resources = [
      replace(aws_codestarconnections_connection.github.arn, ":codestar-connections:", ":codeconnections:"),
      replace(aws_codestarconnections_connection.github.arn, ":codeconnections:", ":codestar-connections:"),
    ]
  }

  statement {
    actions   = ["codebuild:StartBuild", "codebuild:BatchGetBuilds"]
    resources = [aws_codebuild_project.build.arn, aws_codebuild_project.release.arn]
  }

  statement {
    actions   = ["sns:Publish"]
    resources = [aws_sns_topic.alarms.arn]
  }

  statement {
    actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
    resources = [aws_kms_key.notifications.arn]

    condition {
      test     = "StringEquals"
      variable = "kms:ViaService"
      values   = ["sns.${local.region}.amazonaws.com"]
    }
  }
}

# ECS, to move targets and traffic during a deployment. AWS's guide names no condition for this trust.
resource "aws_iam_role" "deploy" {
  name               = "shop-staging-deploy"
  assume_role_policy = data.aws_iam_policy_document.trust["deploy"].json
}

resource "aws_iam_role_policy" "deploy" {
  name   = "deploy"
  role   = aws_iam_role.deploy.id
  policy = data.aws_iam_policy_document.deploy.json
}

data "aws_iam_policy_document" "deploy" {
  # Any resource: reading from Elastic Load Balancing does not support resources.
  statement {
    actions = [
      "elasticloadbalancing:DescribeListeners",
      "elasticloadbalancing:DescribeRules",
      "elasticloadbalancing:DescribeTargetGroups",
      "elasticloadbalancing:DescribeTargetHealth",
    ]
    resources = ["*"]
  }

  statement {
    actions   = ["elasticloadbalancing:RegisterTargets", "elasticloadbalancing:DeregisterTargets"]
    resources = [aws_lb_target_group.blue.arn, aws_lb_target_group.green.arn]
  }

  statement {
    actions   = ["elasticloadbalancing:ModifyRule"]
    resources = [aws_lb_listener_rule.production.arn]
  }
}

# The VPC, to write flow logs.
resource "aws_iam_role" "flow_logs" {
  name               = "shop-staging-flow-logs"
  assume_role_policy = data.aws_iam_policy_document.trust["flow_logs"].json
}

resource "aws_iam_role_policy" "flow_logs" {
  name   = "flow-logs"
  role   = aws_iam_role.flow_logs.id
  policy = data.aws_iam_policy_document.flow_logs.json
}

data "aws_iam_policy_document" "flow_logs" {
  statement {
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.flow_logs.arn}:*"]
  }

  statement {
    actions   = ["logs:DescribeLogStreams"]
    resources = ["${aws_cloudwatch_log_group.flow_logs.arn}:*"]
  }

  # Any resource: the log groups are listed before one is found.
  statement {
    actions   = ["logs:DescribeLogGroups"]
    resources = ["*"]
  }
}

# RDS, to write enhanced monitoring metrics.
resource "aws_iam_role" "monitoring" {
  name               = "shop-staging-monitoring"
  assume_role_policy = data.aws_iam_policy_document.trust["monitoring"].json
}

resource "aws_iam_role_policy" "monitoring" {
  name   = "monitoring"
  role   = aws_iam_role.monitoring.id
  policy = data.aws_iam_policy_document.monitoring.json
}

data "aws_iam_policy_document" "monitoring" {
  statement {
    actions = [
      "logs:CreateLogGroup",
      "logs:CreateLogStream",
      "logs:PutLogEvents",
      "logs:PutRetentionPolicy",
      "logs:DescribeLogStreams",
      "logs:GetLogEvents",
    ]
    resources = ["arn:aws:logs:${local.region}:${local.account_id}:log-group:RDSOSMetrics*"]
  }
}

# ECS, to start the task that creates the app's database role. Only this role can read the administrator's password.
resource "aws_iam_role" "database_role" {
  name               = "shop-staging-database-role"
  assume_role_policy = data.aws_iam_policy_document.trust["database_role"].json
}

resource "aws_iam_role_policy" "database_role" {
  name   = "database-role"
  role   = aws_iam_role.database_role.id
  policy = data.aws_iam_policy_document.database_role.json
}

data "aws_iam_policy_document" "database_role" {
  # Any resource: the action does not support resources.
  statement {
    actions   = ["ecr:GetAuthorizationToken"]
    resources = ["*"]
  }

  statement {
    actions   = ["ecr:BatchCheckLayerAvailability", "ecr:GetDownloadUrlForLayer", "ecr:BatchGetImage"]
    resources = [aws_ecr_repository.database_role.arn]
  }

  # Any account: AWS hosts GuardDuty's agent, in a different account for each region.
  statement {
    actions   = ["ecr:BatchCheckLayerAvailability", "ecr:GetDownloadUrlForLayer", "ecr:BatchGetImage"]
    resources = ["arn:aws:ecr:${local.region}:????????????:repository/aws-guardduty-agent-fargate"]
  }

  statement {
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.database_role.arn}:*"]
  }

  statement {
    actions   = ["secretsmanager:GetSecretValue"]
    resources = [aws_secretsmanager_secret.database.arn, aws_secretsmanager_secret.database_admin.arn]
  }

  statement {
    actions   = ["kms:Decrypt"]
    resources = [aws_kms_key.data.arn]

    condition {
      test     = "StringEquals"
      variable = "kms:ViaService"
      values   = ["secretsmanager.${local.region}.amazonaws.com"]
    }
  }
}

# The function that rotates the database password.
resource "aws_iam_role" "rotation" {
  name               = "shop-staging-rotation"
  assume_role_policy = data.aws_iam_policy_document.trust["rotation"].json
}

resource "aws_iam_role_policy" "rotation" {
  name   = "rotation"
  role   = aws_iam_role.rotation.id
  policy = data.aws_iam_policy_document.rotation.json
}

data "aws_iam_policy_document" "rotation" {
  statement {
    actions = [
      "secretsmanager:DescribeSecret",
      "secretsmanager:GetSecretValue",
      "secretsmanager:ListSecretVersionIds",
      "secretsmanager:PutSecretValue",
      "secretsmanager:UpdateSecretVersionStage",
    ]
    resources = [aws_secretsmanager_secret.database.arn]
  }

  # Any resource: the action does not support resources.
  statement {
    actions   = ["secretsmanager:GetRandomPassword"]
    resources = ["*"]
  }

  statement {
    actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
    resources = [aws_kms_key.data.arn]

    condition {
      test     = "StringEquals"
      variable = "kms:ViaService"
      values   = ["secretsmanager.${local.region}.amazonaws.com"]
    }
  }

  statement {
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.rotation.arn}:*"]
  }

  statement {
    actions   = ["ecs:RunTask"]
    resources = ["${aws_ecs_task_definition.database_role_pending.arn_without_revision}:*"]

    condition {
      test     = "ArnEquals"
      variable = "ecs:cluster"
      values   = [aws_ecs_cluster.main.arn]
    }
  }

  statement {
    actions   = ["iam:PassRole"]
    resources = [aws_iam_role.database_role.arn]

    condition {
      test     = "StringEquals"
      variable = "iam:PassedToService"
      values   = ["ecs-tasks.amazonaws.com"]
    }
  }

  statement {
    actions   = ["ecs:DescribeTasks"]
    resources = ["arn:aws:ecs:${local.region}:${local.account_id}:task/shop-staging/*"]

    condition {
      test     = "ArnEquals"
      variable = "ecs:cluster"
      values   = [aws_ecs_cluster.main.arn]
    }
  }

  # Any resource: tasks on Fargate have no resource for this action, so the condition limits it to the cluster.
  statement {
    actions   = ["ecs:ListTasks"]
    resources = ["*"]

    condition {
      test     = "ArnEquals"
      variable = "ecs:cluster"
      values   = [aws_ecs_cluster.main.arn]
    }
  }

  statement {
    actions   = ["ecs:DescribeServices"]
    resources = [aws_ecs_service.main.id]
  }

  statement {
    actions   = ["ecs:UpdateService", "ecs:ListServiceDeployments"]
    resources = [aws_ecs_service.main.id]
  }
}
