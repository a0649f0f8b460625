# Two database users take turns: the one that is not in use gets a new password and is the next one that tasks are given, and a
# deployment of what runs replaces the tasks. Nobody is cut off, and the old password works until the next turn.
resource "aws_secretsmanager_secret_rotation" "database" {
  secret_id           = aws_secretsmanager_secret_version.database.secret_id
  rotation_lambda_arn = aws_lambda_function.rotation.arn
  # The first password is new as it is.
  rotate_immediately = false

  rotation_rules {
    automatically_after_days = 30
  }

  depends_on = [aws_lambda_permission.rotation]
}

# Outside the VPC: it asks AWS's services only. The task of database_role.tf speaks to the database.
resource "aws_lambda_function" "rotation" {
  function_name    = "shop-staging-rotation"
  description      = "Gives the app a new database password"
  role             = aws_iam_role.rotation.arn
  runtime          = "python3.13"
  architectures    = ["arm64"]
  handler          = "rotate.handler"
  filename         = "${path.module}/rotation/rotate.zip"
  source_code_hash = filebase64sha256("${path.module}/rotation/rotate.zip")
  memory_size      = 256
  # It waits for tasks and deployments; Lambda gives no more.
  timeout = 900

  environment {
    variables = {
      CLUSTER          = "shop-staging"
      SERVICE          = "shop-staging"
      APPLICATION      = "shop-staging"
      DEPLOYMENT_GROUP = "shop-staging"
      OWNER            = "shop"
      TASK_FAMILY      = aws_ecs_task_definition.database_role_pending.family
      SUBNETS          = join(",", values(aws_subnet.app)[*].id)
      SECURITY_GROUP   = aws_security_group.tasks.id
    }
  }

  lifecycle {
    precondition {
      condition     = filesha256("${path.module}/rotation/rotate.py") == "e74aaf2679fe578c0093dda128cf8070ddf9e43229dec8950bfefff2f1f65652"
      error_message = "rotate.zip does not hold rotation/rotate.py as it is now. Zip it (cd rotation && zip -X rotate.zip rotate.py) and write its sha256sum into this condition."
    }
  }

  # Lambda makes a missing log group itself, without retention and key.
  depends_on = [aws_iam_role_policy.rotation, aws_cloudwatch_log_group.rotation]
}

resource "aws_lambda_permission" "rotation" {
  function_name  = aws_lambda_function.rotation.function_name
  action         = "lambda:InvokeFunction"
  principal      = "secretsmanager.amazonaws.com"
  source_account = local.account_id
  source_arn     = aws_secretsmanager_secret.database.arn
}
