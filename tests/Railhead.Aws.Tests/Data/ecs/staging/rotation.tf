# Rotates between two database users: the unused one gets a new password, and a deployment of the running release starts tasks that
# use it. No connection is cut off, because the other user's password stays valid until the next rotation.
resource "aws_secretsmanager_secret_rotation" "database" {
  secret_id           = aws_secretsmanager_secret.database.id
  rotation_lambda_arn = aws_lambda_function.rotation.arn
  # The initial password is new already.
  rotate_immediately = false

  # Between midnight and three o'clock UTC: the deployment that replaces the tasks keeps the pipeline waiting.
  rotation_rules {
    schedule_expression = "rate(30 days)"
    duration            = "3h"
  }

  # The function needs a version to start from.
  depends_on = [aws_lambda_permission.rotation, aws_secretsmanager_secret_version.database]
}

# Not in the VPC, because it only calls AWS APIs. The task in database_role.tf connects to the database.
resource "aws_lambda_function" "rotation" {
  #checkov:skip=CKV_AWS_50: One run a month writes each of its steps into its log; a trace would show no more.
  #checkov:skip=CKV_AWS_115: New accounts have ten concurrent executions, and AWS refuses to reserve one of them.
  #checkov:skip=CKV_AWS_116: Secrets Manager repeats a failed rotation, and the alarm rotation-failed reports it.
  #checkov:skip=CKV_AWS_117: It calls only AWS APIs, and needs no address in the VPC.
  #checkov:skip=CKV_AWS_272: Terraform uploads the archive with its checksum; nobody else may.
  function_name    = "shop-staging-rotation"
  description      = "Rotates the app's database password"
  role             = aws_iam_role.rotation.arn
  runtime          = "python3.13"
  architectures    = ["arm64"]
  handler          = "rotate.handler"
  filename         = "${path.module}/rotation/rotate.zip"
  source_code_hash = filebase64sha256("${path.module}/rotation/rotate.zip")
  kms_key_arn      = aws_kms_key.data.arn
  memory_size      = 256
  # It waits for tasks and deployments. This is Lambda's maximum.
  timeout = 900

  environment {
    variables = {
      CLUSTER        = aws_ecs_cluster.main.name
      SERVICE        = aws_ecs_service.main.name
      PLACEHOLDER    = aws_ecs_task_definition.placeholder.arn
      USERS          = "shop_a shop_b"
      TASK_FAMILY    = aws_ecs_task_definition.database_role_pending.family
      SUBNETS        = join(",", values(aws_subnet.app)[*].id)
      SECURITY_GROUP = aws_security_group.tasks.id
    }
  }

  lifecycle {
    precondition {
      condition     = filesha256("${path.module}/rotation/rotate.py") == "ef901fb18d3d05edef6304fd8fdb7b71a24b8fa51e7f3e530c0ce84fe4813a47"
      error_message = "rotate.zip does not contain the current rotation/rotate.py. Create it again (cd rotation && zip -X rotate.zip rotate.py), and put the sha256sum of rotate.py into this condition."
    }
  }

  # Without this, Lambda creates the log group itself, with no retention and no key.
  depends_on = [aws_iam_role_policy.rotation, aws_cloudwatch_log_group.rotation]
}

resource "aws_lambda_permission" "rotation" {
  function_name  = aws_lambda_function.rotation.function_name
  action         = "lambda:InvokeFunction"
  principal      = "secretsmanager.amazonaws.com"
  source_account = local.account_id
  source_arn     = aws_secretsmanager_secret.database.arn
}
