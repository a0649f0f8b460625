# The app's tasks.
resource "aws_iam_role" "task" {
  name               = "shop-production-task"
  assume_role_policy = data.aws_iam_policy_document.task_trust.json
}

data "aws_iam_policy_document" "task_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ecs-tasks.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account_id]
    }

    condition {
      test     = "ArnLike"
      variable = "aws:SourceArn"
      values   = ["arn:aws:ecs:eu-west-1:${local.account_id}:*"]
    }
  }
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
  }
}

# ECS, to start the app's tasks: images, logs and secrets.
resource "aws_iam_role" "execution" {
  name               = "shop-production-execution"
  assume_role_policy = data.aws_iam_policy_document.execution_trust.json
}

data "aws_iam_policy_document" "execution_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ecs-tasks.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account_id]
    }

    condition {
      test     = "ArnLike"
      variable = "aws:SourceArn"
      values   = ["arn:aws:ecs:eu-west-1:${local.account_id}:*"]
    }
  }
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
    actions = ["ecr:BatchCheckLayerAvailability", "ecr:GetDownloadUrlForLayer", "ecr:BatchGetImage"]
    resources = [
      "arn:aws:ecr:eu-west-1:${local.account_id}:repository/shop/production/app",
      "arn:aws:ecr:eu-west-1:${local.account_id}:repository/shop/production/nginx",
    ]
  }

  # Any account: AWS hosts GuardDuty's agent, in a different account for each region.
  statement {
    actions   = ["ecr:BatchCheckLayerAvailability", "ecr:GetDownloadUrlForLayer", "ecr:BatchGetImage"]
    resources = ["arn:aws:ecr:eu-west-1:????????????:repository/aws-guardduty-agent-fargate"]
  }

  statement {
    actions = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = [
      "arn:aws:logs:eu-west-1:${local.account_id}:log-group:/railhead/shop/production/app:*",
      "arn:aws:logs:eu-west-1:${local.account_id}:log-group:/railhead/shop/production/nginx:*",
      "arn:aws:logs:eu-west-1:${local.account_id}:log-group:/railhead/shop/production/release:*",
    ]
  }

  statement {
    actions = ["secretsmanager:GetSecretValue"]
    resources = [
      aws_secretsmanager_secret.database.arn,
      aws_secretsmanager_secret.storage.arn,
      aws_secretsmanager_secret.endpoint.arn,
      "arn:aws:secretsmanager:eu-west-1:${local.account_id}:secret:shop/production/app/*",
    ]
  }

  statement {
    actions   = ["kms:Decrypt"]
    resources = [aws_kms_key.data.arn]
  }
}

# CodeBuild, to build the images.
resource "aws_iam_role" "build" {
  name               = "shop-production-build"
  assume_role_policy = data.aws_iam_policy_document.build_trust.json
}

data "aws_iam_policy_document" "build_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["codebuild.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account_id]
    }

    condition {
      test     = "ArnLike"
      variable = "aws:SourceArn"
      values   = ["arn:aws:codebuild:eu-west-1:${local.account_id}:project/shop-production-build"]
    }
  }
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
    resources = [
      "arn:aws:ecr:eu-west-1:${local.account_id}:repository/shop/production/app",
      "arn:aws:ecr:eu-west-1:${local.account_id}:repository/shop/production/nginx",
    ]
  }

  statement {
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["arn:aws:logs:eu-west-1:${local.account_id}:log-group:/railhead/shop/production/build:*"]
  }

  statement {
    actions   = ["s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"]
    resources = ["${aws_s3_bucket.artifacts.arn}/*"]
  }

  statement {
    actions   = ["s3:GetBucketVersioning", "s3:GetBucketLocation"]
    resources = [aws_s3_bucket.artifacts.arn]
  }

  statement {
    actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
    resources = [aws_kms_key.data.arn]
  }

  statement {
    actions = ["ssm:GetParameter"]
    resources = [
      "arn:aws:ssm:eu-west-1:${local.account_id}:parameter/railhead/shop/production/task-definition",
      "arn:aws:ssm:eu-west-1:${local.account_id}:parameter/railhead/shop/production/release-task-definition",
      "arn:aws:ssm:eu-west-1:${local.account_id}:parameter/railhead/shop/production/app-spec",
    ]
  }

  # Any resource: the actions do not support resources.
  statement {
    actions   = ["inspector2:ListCoverage", "inspector2:ListFindings"]
    resources = ["*"]
  }

  statement {
    actions   = ["secretsmanager:DescribeSecret"]
    resources = ["arn:aws:secretsmanager:eu-west-1:${local.account_id}:secret:shop/production/app/*"]
  }
}

# CodeBuild, to run the release command as a task.
resource "aws_iam_role" "release" {
  name               = "shop-production-release"
  assume_role_policy = data.aws_iam_policy_document.release_trust.json
}

data "aws_iam_policy_document" "release_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["codebuild.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account_id]
    }

    condition {
      test     = "ArnLike"
      variable = "aws:SourceArn"
      values   = ["arn:aws:codebuild:eu-west-1:${local.account_id}:project/shop-production-release"]
    }
  }
}

resource "aws_iam_role_policy" "release" {
  name   = "release"
  role   = aws_iam_role.release.id
  policy = data.aws_iam_policy_document.release.json
}

data "aws_iam_policy_document" "release" {
  statement {
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["arn:aws:logs:eu-west-1:${local.account_id}:log-group:/railhead/shop/production/build:*"]
  }

  statement {
    actions   = ["s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"]
    resources = ["${aws_s3_bucket.artifacts.arn}/*"]
  }

  statement {
    actions   = ["s3:GetBucketVersioning", "s3:GetBucketLocation"]
    resources = [aws_s3_bucket.artifacts.arn]
  }

  statement {
    actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
    resources = [aws_kms_key.data.arn]
  }

  statement {
    actions   = ["ecs:RegisterTaskDefinition"]
    resources = ["arn:aws:ecs:eu-west-1:${local.account_id}:task-definition/shop-production-release:*"]
  }

  statement {
    actions = ["ecs:RunTask"]
    resources = [
      "arn:aws:ecs:eu-west-1:${local.account_id}:task-definition/shop-production-release:*",
      "arn:aws:ecs:eu-west-1:${local.account_id}:task-definition/shop-production-database-role:*",
    ]

    condition {
      test     = "ArnEquals"
      variable = "ecs:cluster"
      values   = ["arn:aws:ecs:eu-west-1:${local.account_id}:cluster/shop-production"]
    }
  }

  statement {
    actions   = ["ecs:DescribeTasks", "ecs:StopTask"]
    resources = ["arn:aws:ecs:eu-west-1:${local.account_id}:task/shop-production/*"]

    condition {
      test     = "ArnEquals"
      variable = "ecs:cluster"
      values   = ["arn:aws:ecs:eu-west-1:${local.account_id}:cluster/shop-production"]
    }
  }

  # Any resource: tasks are limited by the cluster, which is a condition instead of a resource.
  statement {
    actions   = ["ecs:ListTasks"]
    resources = ["*"]

    condition {
      test     = "ArnEquals"
      variable = "ecs:cluster"
      values   = ["arn:aws:ecs:eu-west-1:${local.account_id}:cluster/shop-production"]
    }
  }

  # Any resource: the action does not support resources.
  statement {
    actions   = ["ecs:DescribeTaskDefinition"]
    resources = ["*"]
  }

  statement {
    actions = ["logs:GetLogEvents"]
    resources = [
      "arn:aws:logs:eu-west-1:${local.account_id}:log-group:/railhead/shop/production/release:*",
      "arn:aws:logs:eu-west-1:${local.account_id}:log-group:/railhead/shop/production/database-role:*",
    ]
  }

  statement {
    actions = ["iam:PassRole"]
    resources = [
      "arn:aws:iam::${local.account_id}:role/shop-production-task",
      "arn:aws:iam::${local.account_id}:role/shop-production-execution",
      "arn:aws:iam::${local.account_id}:role/shop-production-database-role",
    ]

    condition {
      test     = "StringEquals"
      variable = "iam:PassedToService"
      values   = ["ecs-tasks.amazonaws.com"]
    }
  }

  statement {
    actions   = ["codedeploy:ListDeployments"]
    resources = ["arn:aws:codedeploy:eu-west-1:${local.account_id}:deploymentgroup:shop-production/*"]
  }

  statement {
    actions = ["ecr:BatchGetImage", "ecr:PutImage"]
    resources = [
      "arn:aws:ecr:eu-west-1:${local.account_id}:repository/shop/production/app",
      "arn:aws:ecr:eu-west-1:${local.account_id}:repository/shop/production/nginx",
    ]
  }
}

# CodePipeline. AWS's guide names no aws:SourceArn that CodePipeline sends when it assumes the role, so the account is the condition.
resource "aws_iam_role" "pipeline" {
  name               = "shop-production-pipeline"
  assume_role_policy = data.aws_iam_policy_document.pipeline_trust.json
}

data "aws_iam_policy_document" "pipeline_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["codepipeline.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account_id]
    }
  }
}

resource "aws_iam_role_policy" "pipeline" {
  name   = "pipeline"
  role   = aws_iam_role.pipeline.id
  policy = data.aws_iam_policy_document.pipeline.json
}

data "aws_iam_policy_document" "pipeline" {
  statement {
    actions   = ["s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"]
    resources = ["${aws_s3_bucket.artifacts.arn}/*"]
  }

  statement {
    actions   = ["s3:GetBucketVersioning", "s3:GetBucketLocation"]
    resources = [aws_s3_bucket.artifacts.arn]
  }

  statement {
    actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
    resources = [aws_kms_key.data.arn]
  }

  statement {
    actions   = ["s3:PutObjectAcl"]
    resources = ["${aws_s3_bucket.artifacts.arn}/*"]
  }

  statement {
    actions = ["codeconnections:UseConnection", "codestar-connections:UseConnection"]
    resources = [
      "arn:aws:codeconnections:eu-west-1:${local.account_id}:connection/*",
      "arn:aws:codestar-connections:eu-west-1:${local.account_id}:connection/*",
    ]
  }

  statement {
    actions = ["codebuild:StartBuild", "codebuild:BatchGetBuilds"]
    resources = [
      "arn:aws:codebuild:eu-west-1:${local.account_id}:project/shop-production-build",
      "arn:aws:codebuild:eu-west-1:${local.account_id}:project/shop-production-release",
    ]
  }

  statement {
    actions   = ["codedeploy:CreateDeployment", "codedeploy:GetDeployment"]
    resources = ["arn:aws:codedeploy:eu-west-1:${local.account_id}:deploymentgroup:shop-production/*"]
  }

  statement {
    actions = [
      "codedeploy:GetApplication",
      "codedeploy:GetApplicationRevision",
      "codedeploy:RegisterApplicationRevision",
    ]
    resources = ["arn:aws:codedeploy:eu-west-1:${local.account_id}:application:shop-production"]
  }

  statement {
    actions   = ["codedeploy:GetDeploymentConfig"]
    resources = ["arn:aws:codedeploy:eu-west-1:${local.account_id}:deploymentconfig:*"]
  }

  statement {
    actions   = ["ecs:RegisterTaskDefinition"]
    resources = ["arn:aws:ecs:eu-west-1:${local.account_id}:task-definition/shop-production:*"]
  }

  statement {
    actions = ["iam:PassRole"]
    resources = [
      "arn:aws:iam::${local.account_id}:role/shop-production-task",
      "arn:aws:iam::${local.account_id}:role/shop-production-execution",
    ]

    condition {
      test     = "StringEquals"
      variable = "iam:PassedToService"
      values   = ["ecs-tasks.amazonaws.com"]
    }
  }
}

# CodeDeploy, to create task sets and shift traffic.
resource "aws_iam_role" "deploy" {
  name               = "shop-production-deploy"
  assume_role_policy = data.aws_iam_policy_document.deploy_trust.json
}

data "aws_iam_policy_document" "deploy_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["codedeploy.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account_id]
    }

    condition {
      test     = "ArnLike"
      variable = "aws:SourceArn"
      values   = ["arn:aws:codedeploy:eu-west-1:${local.account_id}:deploymentgroup:shop-production/*"]
    }
  }
}

resource "aws_iam_role_policy" "deploy" {
  name   = "deploy"
  role   = aws_iam_role.deploy.id
  policy = data.aws_iam_policy_document.deploy.json
}

data "aws_iam_policy_document" "deploy" {
  statement {
    actions   = ["ecs:DescribeServices", "ecs:UpdateServicePrimaryTaskSet"]
    resources = ["arn:aws:ecs:eu-west-1:${local.account_id}:service/shop-production/shop-production"]
  }

  statement {
    actions = ["ecs:CreateTaskSet", "ecs:DeleteTaskSet"]
    resources = [
      "arn:aws:ecs:eu-west-1:${local.account_id}:task-set/shop-production/*",
      "arn:aws:ecs:eu-west-1:${local.account_id}:service/shop-production/shop-production",
    ]
  }

  # Any resource: reading from Elastic Load Balancing does not support resources.
  statement {
    actions = [
      "elasticloadbalancing:DescribeTargetGroups",
      "elasticloadbalancing:DescribeListeners",
      "elasticloadbalancing:DescribeRules",
      "elasticloadbalancing:DescribeLoadBalancers",
      "elasticloadbalancing:DescribeTargetHealth",
    ]
    resources = ["*"]
  }

  statement {
    actions   = ["elasticloadbalancing:ModifyListener"]
    resources = ["arn:aws:elasticloadbalancing:eu-west-1:${local.account_id}:listener/app/shop-production-lb/*"]
  }

  statement {
    actions   = ["elasticloadbalancing:ModifyRule"]
    resources = ["arn:aws:elasticloadbalancing:eu-west-1:${local.account_id}:listener-rule/app/shop-production-lb/*"]
  }

  # Any resource: CodeDeploy reads all alarms at once.
  statement {
    actions   = ["cloudwatch:DescribeAlarms"]
    resources = ["*"]
  }

  statement {
    actions   = ["s3:GetObject", "s3:GetObjectVersion"]
    resources = ["${aws_s3_bucket.artifacts.arn}/*"]
  }

  statement {
    actions   = ["kms:Decrypt"]
    resources = [aws_kms_key.data.arn]
  }

  statement {
    actions = ["iam:PassRole"]
    resources = [
      "arn:aws:iam::${local.account_id}:role/shop-production-task",
      "arn:aws:iam::${local.account_id}:role/shop-production-execution",
    ]

    condition {
      test     = "StringEquals"
      variable = "iam:PassedToService"
      values   = ["ecs-tasks.amazonaws.com"]
    }
  }
}

# The VPC, to write flow logs.
resource "aws_iam_role" "flow_logs" {
  name               = "shop-production-flow-logs"
  assume_role_policy = data.aws_iam_policy_document.flow_logs_trust.json
}

data "aws_iam_policy_document" "flow_logs_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["vpc-flow-logs.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account_id]
    }

    condition {
      test     = "ArnLike"
      variable = "aws:SourceArn"
      values   = ["arn:aws:ec2:eu-west-1:${local.account_id}:vpc-flow-log/*"]
    }
  }
}

resource "aws_iam_role_policy" "flow_logs" {
  name   = "flow-logs"
  role   = aws_iam_role.flow_logs.id
  policy = data.aws_iam_policy_document.flow_logs.json
}

data "aws_iam_policy_document" "flow_logs" {
  statement {
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["arn:aws:logs:eu-west-1:${local.account_id}:log-group:/railhead/shop/production/flow-logs:*"]
  }

  statement {
    actions   = ["logs:DescribeLogStreams"]
    resources = ["arn:aws:logs:eu-west-1:${local.account_id}:log-group:/railhead/shop/production/flow-logs:*"]
  }

  # Any resource: the log groups are listed before one is found.
  statement {
    actions   = ["logs:DescribeLogGroups"]
    resources = ["*"]
  }
}

# RDS, to write enhanced monitoring metrics.
resource "aws_iam_role" "monitoring" {
  name               = "shop-production-monitoring"
  assume_role_policy = data.aws_iam_policy_document.monitoring_trust.json
}

data "aws_iam_policy_document" "monitoring_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["monitoring.rds.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account_id]
    }

    condition {
      test     = "ArnLike"
      variable = "aws:SourceArn"
      values   = ["arn:aws:rds:eu-west-1:${local.account_id}:db:shop*"]
    }
  }
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
    resources = ["arn:aws:logs:eu-west-1:${local.account_id}:log-group:RDSOSMetrics*"]
  }
}

# ECS, to start the task that creates the app's database role. Only this role can read the administrator's password.
resource "aws_iam_role" "database_role" {
  name               = "shop-production-database-role"
  assume_role_policy = data.aws_iam_policy_document.database_role_trust.json
}

data "aws_iam_policy_document" "database_role_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ecs-tasks.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account_id]
    }

    condition {
      test     = "ArnLike"
      variable = "aws:SourceArn"
      values   = ["arn:aws:ecs:eu-west-1:${local.account_id}:*"]
    }
  }
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

  # Any account: AWS hosts GuardDuty's agent, in a different account for each region.
  statement {
    actions   = ["ecr:BatchCheckLayerAvailability", "ecr:GetDownloadUrlForLayer", "ecr:BatchGetImage"]
    resources = ["arn:aws:ecr:eu-west-1:????????????:repository/aws-guardduty-agent-fargate"]
  }

  statement {
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["arn:aws:logs:eu-west-1:${local.account_id}:log-group:/railhead/shop/production/database-role:*"]
  }

  statement {
    actions   = ["secretsmanager:GetSecretValue"]
    resources = [aws_secretsmanager_secret.database.arn, aws_secretsmanager_secret.database_admin.arn]
  }

  statement {
    actions   = ["kms:Decrypt"]
    resources = [aws_kms_key.data.arn]
  }
}

# The function that rotates the database password. Lambda does not name a function when it assumes the role, so there is
# no condition; only this account can configure a function to use the role.
resource "aws_iam_role" "rotation" {
  name               = "shop-production-rotation"
  assume_role_policy = data.aws_iam_policy_document.rotation_trust.json
}

data "aws_iam_policy_document" "rotation_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
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
  }

  statement {
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["arn:aws:logs:eu-west-1:${local.account_id}:log-group:/aws/lambda/shop-production-rotation:*"]
  }

  statement {
    actions   = ["ecs:RunTask"]
    resources = ["arn:aws:ecs:eu-west-1:${local.account_id}:task-definition/shop-production-database-role-pending:*"]

    condition {
      test     = "ArnEquals"
      variable = "ecs:cluster"
      values   = ["arn:aws:ecs:eu-west-1:${local.account_id}:cluster/shop-production"]
    }
  }

  statement {
    actions   = ["iam:PassRole"]
    resources = ["arn:aws:iam::${local.account_id}:role/shop-production-database-role"]

    condition {
      test     = "StringEquals"
      variable = "iam:PassedToService"
      values   = ["ecs-tasks.amazonaws.com"]
    }
  }

  statement {
    actions   = ["ecs:DescribeTasks"]
    resources = ["arn:aws:ecs:eu-west-1:${local.account_id}:task/shop-production/*"]

    condition {
      test     = "ArnEquals"
      variable = "ecs:cluster"
      values   = ["arn:aws:ecs:eu-west-1:${local.account_id}:cluster/shop-production"]
    }
  }

  # Any resource: tasks on Fargate have no resource for this action, so the condition limits it to the cluster.
  statement {
    actions   = ["ecs:ListTasks"]
    resources = ["*"]

    condition {
      test     = "ArnEquals"
      variable = "ecs:cluster"
      values   = ["arn:aws:ecs:eu-west-1:${local.account_id}:cluster/shop-production"]
    }
  }

  statement {
    actions   = ["ecs:DescribeServices"]
    resources = ["arn:aws:ecs:eu-west-1:${local.account_id}:service/shop-production/shop-production"]
  }

  statement {
    actions   = ["codedeploy:CreateDeployment", "codedeploy:ListDeployments"]
    resources = ["arn:aws:codedeploy:eu-west-1:${local.account_id}:deploymentgroup:shop-production/*"]
  }

  statement {
    actions   = ["codedeploy:RegisterApplicationRevision", "codedeploy:GetApplicationRevision"]
    resources = ["arn:aws:codedeploy:eu-west-1:${local.account_id}:application:shop-production"]
  }

  statement {
    actions   = ["codedeploy:GetDeploymentConfig"]
    resources = ["arn:aws:codedeploy:eu-west-1:${local.account_id}:deploymentconfig:*"]
  }
}

# S3, to replicate objects to the second region. S3 does not name a bucket when it assumes the role, so there is no
# condition; only this account can configure a bucket to use the role.
resource "aws_iam_role" "replication" {
  name               = "shop-production-replication"
  assume_role_policy = data.aws_iam_policy_document.replication_trust.json
}

data "aws_iam_policy_document" "replication_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["s3.amazonaws.com"]
    }
  }
}

resource "aws_iam_role_policy" "replication" {
  name   = "replication"
  role   = aws_iam_role.replication.id
  policy = data.aws_iam_policy_document.replication.json
}

data "aws_iam_policy_document" "replication" {
  statement {
    actions   = ["s3:GetReplicationConfiguration", "s3:ListBucket"]
    resources = [aws_s3_bucket.files.arn]
  }

  statement {
    actions   = ["s3:GetObjectVersionForReplication", "s3:GetObjectVersionAcl", "s3:GetObjectVersionTagging"]
    resources = ["${aws_s3_bucket.files.arn}/*"]
  }

  statement {
    actions   = ["s3:ReplicateObject", "s3:ReplicateDelete", "s3:ReplicateTags"]
    resources = ["${aws_s3_bucket.files_copy.arn}/*"]
  }

  statement {
    actions   = ["kms:Decrypt"]
    resources = [aws_kms_key.data.arn]
  }

  statement {
    actions   = ["kms:Encrypt", "kms:GenerateDataKey"]
    resources = [aws_kms_key.copy.arn]
  }
}
