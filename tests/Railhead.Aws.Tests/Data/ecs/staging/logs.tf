# Terraform creates the log groups before the services do: those they create themselves have no retention and no key.

resource "aws_cloudwatch_log_group" "app" {
  name              = "/railhead/shop/staging/app"
  retention_in_days = 30
  kms_key_id        = aws_kms_key.logs.arn
}

resource "aws_cloudwatch_log_group" "nginx" {
  name              = "/railhead/shop/staging/nginx"
  retention_in_days = 30
  kms_key_id        = aws_kms_key.logs.arn
}

resource "aws_cloudwatch_log_group" "build" {
  name              = "/railhead/shop/staging/build"
  retention_in_days = 30
  kms_key_id        = aws_kms_key.logs.arn
}

resource "aws_cloudwatch_log_group" "flow_logs" {
  name              = "/railhead/shop/staging/flow-logs"
  retention_in_days = 30
  kms_key_id        = aws_kms_key.logs.arn
}

resource "aws_cloudwatch_log_group" "release" {
  name              = "/railhead/shop/staging/release"
  retention_in_days = 30
  kms_key_id        = aws_kms_key.logs.arn
}

resource "aws_cloudwatch_log_group" "database_role" {
  name              = "/railhead/shop/staging/database-role"
  retention_in_days = 30
  kms_key_id        = aws_kms_key.logs.arn
}

# EventBridge writes to groups with this prefix.
resource "aws_cloudwatch_log_group" "events" {
  name              = "/aws/events/shop/staging/tasks"
  retention_in_days = 30
  kms_key_id        = aws_kms_key.logs.arn
}

# Container Insights only writes to a group of this name.
resource "aws_cloudwatch_log_group" "insights" {
  name              = "/aws/ecs/containerinsights/shop-staging/performance"
  retention_in_days = 30
  kms_key_id        = aws_kms_key.logs.arn
}

# RDS only exports to groups of these names.
resource "aws_cloudwatch_log_group" "database_postgresql" {
  name              = "/aws/rds/instance/shop-staging-db/postgresql"
  retention_in_days = 30
  kms_key_id        = aws_kms_key.logs.arn
}

resource "aws_cloudwatch_log_group" "database_upgrade" {
  name              = "/aws/rds/instance/shop-staging-db/upgrade"
  retention_in_days = 30
  kms_key_id        = aws_kms_key.logs.arn
}

# Lambda only writes to a group of this name.
resource "aws_cloudwatch_log_group" "rotation" {
  name              = "/aws/lambda/shop-staging-rotation"
  retention_in_days = 30
  kms_key_id        = aws_kms_key.logs.arn
}

# Lines that look like errors in the logs of common frameworks. The match is by word and case-sensitive.
resource "aws_cloudwatch_log_metric_filter" "app_errors" {
  name           = "shop-staging-app-errors"
  log_group_name = aws_cloudwatch_log_group.app.name
  pattern        = "?ERROR ?FATAL ?CRITICAL ?\"fail:\" ?\"crit:\" ?\"Unhandled exception\""

  metric_transformation {
    namespace     = "shop/staging/app"
    name          = "Errors"
    value         = "1"
    default_value = "0"
    unit          = "Count"
  }
}

# CloudWatch extracts metrics in embedded metric format by itself. This counts such lines, to show whether the app writes any.
resource "aws_cloudwatch_log_metric_filter" "app_metrics" {
  name           = "shop-staging-app-metrics"
  log_group_name = aws_cloudwatch_log_group.app.name
  pattern        = "{ $._aws.Timestamp > 0 }"

  metric_transformation {
    namespace     = "shop/staging/app"
    name          = "MetricLines"
    value         = "1"
    default_value = "0"
    unit          = "Count"
  }
}
