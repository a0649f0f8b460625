# Terraform creates the log groups before the services do: those they create themselves have no retention and no key.

resource "aws_cloudwatch_log_group" "app" {
  name              = "/railhead/shop/production/app"
  retention_in_days = 30
  kms_key_id        = aws_kms_key.logs.arn
}

resource "aws_cloudwatch_log_group" "nginx" {
  name              = "/railhead/shop/production/nginx"
  retention_in_days = 30
  kms_key_id        = aws_kms_key.logs.arn
}

resource "aws_cloudwatch_log_group" "build" {
  name              = "/railhead/shop/production/build"
  retention_in_days = 30
  kms_key_id        = aws_kms_key.logs.arn
}

resource "aws_cloudwatch_log_group" "flow_logs" {
  name              = "/railhead/shop/production/flow-logs"
  retention_in_days = 30
  kms_key_id        = aws_kms_key.logs.arn
}

resource "aws_cloudwatch_log_group" "release" {
  name              = "/railhead/shop/production/release"
  retention_in_days = 30
  kms_key_id        = aws_kms_key.logs.arn
}

resource "aws_cloudwatch_log_group" "database_role" {
  name              = "/railhead/shop/production/database-role"
  retention_in_days = 30
  kms_key_id        = aws_kms_key.logs.arn
}

# EventBridge writes to groups with this prefix.
resource "aws_cloudwatch_log_group" "events" {
  name              = "/aws/events/shop/production/tasks"
  retention_in_days = 30
  kms_key_id        = aws_kms_key.logs.arn
}

# Container Insights only writes to a group of this name.
resource "aws_cloudwatch_log_group" "insights" {
  name              = "/aws/ecs/containerinsights/shop-production/performance"
  retention_in_days = 30
  kms_key_id        = aws_kms_key.logs.arn
}

# RDS only exports to groups of these names.
resource "aws_cloudwatch_log_group" "database_postgresql" {
  name              = "/aws/rds/instance/shop-production-db/postgresql"
  retention_in_days = 30
  kms_key_id        = aws_kms_key.logs.arn
}

resource "aws_cloudwatch_log_group" "database_upgrade" {
  name              = "/aws/rds/instance/shop-production-db/upgrade"
  retention_in_days = 30
  kms_key_id        = aws_kms_key.logs.arn
}

# Lambda only writes to a group of this name.
resource "aws_cloudwatch_log_group" "rotation" {
  name              = "/aws/lambda/shop-production-rotation"
  retention_in_days = 30
  kms_key_id        = aws_kms_key.logs.arn
}

# Lines that look like errors in the logs of common frameworks. The match is by word and case-sensitive.
resource "aws_cloudwatch_log_metric_filter" "app_errors" {
  name           = "shop-production-app-errors"
  log_group_name = aws_cloudwatch_log_group.app.name
  pattern        = "?ERROR ?FATAL ?CRITICAL ?\"fail:\" ?\"crit:\" ?\"Unhandled exception\""

  metric_transformation {
    namespace     = "shop/production/app"
    name          = "Errors"
    value         = "1"
    default_value = "0"
    unit          = "Count"
  }
}

# CloudWatch extracts metrics in embedded metric format by itself. This counts such lines, to show whether the app writes any.
resource "aws_cloudwatch_log_metric_filter" "app_metrics" {
  name           = "shop-production-app-metrics"
  log_group_name = aws_cloudwatch_log_group.app.name
  pattern        = "{ $._aws.Timestamp > 0 }"

  metric_transformation {
    namespace     = "shop/production/app"
    name          = "MetricLines"
    value         = "1"
    default_value = "0"
    unit          = "Count"
  }
}
