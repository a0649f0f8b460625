# People hear when an alarm goes off; when it ends, only if users noticed. Each metric of an alarm costs about 0.10 USD a month.

resource "aws_cloudwatch_metric_alarm" "cpu" {
  alarm_name          = "shop-staging-cpu"
  alarm_description   = "Tasks use more than 85 % of their CPU, above the target of auto scaling."
  namespace           = "AWS/ECS"
  metric_name         = "CPUUtilization"
  statistic           = "Average"
  period              = 60
  comparison_operator = "GreaterThanThreshold"
  threshold           = 85
  evaluation_periods  = 5
  datapoints_to_alarm = 5
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]

  dimensions = {
    ClusterName = aws_ecs_cluster.main.name
    ServiceName = aws_ecs_service.main.name
  }
}

resource "aws_cloudwatch_metric_alarm" "memory" {
  alarm_name          = "shop-staging-memory"
  alarm_description   = "Tasks use more than 90 % of their memory."
  namespace           = "AWS/ECS"
  metric_name         = "MemoryUtilization"
  statistic           = "Average"
  period              = 60
  comparison_operator = "GreaterThanThreshold"
  threshold           = 90
  evaluation_periods  = 5
  datapoints_to_alarm = 5
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]

  dimensions = {
    ClusterName = aws_ecs_cluster.main.name
    ServiceName = aws_ecs_service.main.name
  }
}

resource "aws_cloudwatch_metric_alarm" "app_errors" {
  alarm_name          = "shop-staging-app-errors"
  alarm_description   = "The app logs more than ten errors a minute."
  namespace           = "shop/staging/app"
  metric_name         = "Errors"
  statistic           = "Sum"
  period              = 60
  comparison_operator = "GreaterThanThreshold"
  threshold           = 10
  evaluation_periods  = 5
  datapoints_to_alarm = 3
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]
}

# CloudWatch drops malformed metrics in embedded metric format silently. These two metrics count them.
resource "aws_cloudwatch_metric_alarm" "metric_format" {
  alarm_name          = "shop-staging-metric-format"
  alarm_description   = "CloudWatch cannot read metrics that the app writes into its log."
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  evaluation_periods  = 15
  datapoints_to_alarm = 3
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]

  metric_query {
    id          = "value"
    expression  = "SUM([FILL(m1, 0), FILL(m2, 0)])"
    label       = "Sum"
    return_data = true
  }

  metric_query {
    id = "m1"

    metric {
      namespace   = "AWS/Logs"
      metric_name = "EMFParsingErrors"
      stat        = "Sum"
      period      = 60

      dimensions = {
        LogGroupName = aws_cloudwatch_log_group.app.name
      }
    }
  }

  metric_query {
    id = "m2"

    metric {
      namespace   = "AWS/Logs"
      metric_name = "EMFValidationErrors"
      stat        = "Sum"
      period      = 60

      dimensions = {
        LogGroupName = aws_cloudwatch_log_group.app.name
      }
    }
  }
}

# A crash loop is one alarm, however many tasks it stops.
resource "aws_cloudwatch_metric_alarm" "task_stopped" {
  alarm_name          = "shop-staging-task-stopped"
  alarm_description   = "Tasks stopped unexpectedly within the last 15 minutes. ECS starts new ones; the events are in the log group /aws/events/shop/staging/tasks."
  namespace           = "AWS/Events"
  metric_name         = "TriggeredRules"
  statistic           = "Sum"
  period              = 900
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  evaluation_periods  = 1
  datapoints_to_alarm = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]

  dimensions = {
    RuleName = "shop-staging-task-stopped"
  }
}

# A minute without errors has no error value, and a minute without requests has no value at all. The load balancer's own errors (no healthy
# target) are not in the request count, so there can be more errors than requests: hence MAX. Fewer than five errors a minute count as none:
# one of two requests is 50 %, but no reason to roll back. ECS watches this alarm during a deployment, and rolls back if it goes off.
resource "aws_cloudwatch_metric_alarm" "server_errors" {
  alarm_name          = "shop-staging-server-errors"
  alarm_description   = "More than 5 % of the requests are answered with 5xx."
  comparison_operator = "GreaterThanThreshold"
  threshold           = 5
  evaluation_periods  = 5
  datapoints_to_alarm = 3
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]
  ok_actions          = [aws_sns_topic.alarms.arn]

  metric_query {
    id          = "value"
    expression  = "IF(counted >= 5, 100 * counted / MAX([counted, total]), 0)"
    label       = "Percent"
    return_data = true
  }

  metric_query {
    id         = "counted"
    expression = "SUM([FILL(m1, 0), FILL(m2, 0)])"
  }

  metric_query {
    id         = "total"
    expression = "FILL(m3, 0)"
  }

  metric_query {
    id = "m1"

    metric {
      namespace   = "AWS/ApplicationELB"
      metric_name = "HTTPCode_Target_5XX_Count"
      stat        = "Sum"
      period      = 60

      dimensions = {
        LoadBalancer = aws_lb.main.arn_suffix
      }
    }
  }

  metric_query {
    id = "m2"

    metric {
      namespace   = "AWS/ApplicationELB"
      metric_name = "HTTPCode_ELB_5XX_Count"
      stat        = "Sum"
      period      = 60

      dimensions = {
        LoadBalancer = aws_lb.main.arn_suffix
      }
    }
  }

  metric_query {
    id = "m3"

    metric {
      namespace   = "AWS/ApplicationELB"
      metric_name = "RequestCount"
      stat        = "Sum"
      period      = 60

      dimensions = {
        LoadBalancer = aws_lb.main.arn_suffix
      }
    }
  }
}

# Below 100 requests a minute, p99 is the slowest request, so the alarm needs five such minutes in a row. ECS watches this alarm during a
# deployment, and rolls back if it goes off.
resource "aws_cloudwatch_metric_alarm" "latency" {
  alarm_name          = "shop-staging-latency"
  alarm_description   = "One in a hundred requests takes more than two seconds."
  namespace           = "AWS/ApplicationELB"
  metric_name         = "TargetResponseTime"
  extended_statistic  = "p99"
  period              = 60
  comparison_operator = "GreaterThanThreshold"
  threshold           = 2
  evaluation_periods  = 5
  datapoints_to_alarm = 5
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]

  # "ignore" would keep the alarm's state whenever there are fewer than 1,000 requests a minute, such as at night.
  evaluate_low_sample_count_percentiles = "evaluate"

  dimensions = {
    LoadBalancer = aws_lb.main.arn_suffix
  }
}

resource "aws_cloudwatch_metric_alarm" "connection_errors" {
  alarm_name          = "shop-staging-connection-errors"
  alarm_description   = "The load balancer cannot connect to tasks."
  namespace           = "AWS/ApplicationELB"
  metric_name         = "TargetConnectionErrorCount"
  statistic           = "Sum"
  period              = 60
  comparison_operator = "GreaterThanThreshold"
  threshold           = 10
  evaluation_periods  = 5
  datapoints_to_alarm = 3
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]

  dimensions = {
    LoadBalancer = aws_lb.main.arn_suffix
  }
}

# ECS alternates between the groups. The idle one has no value, so the sum is that of the serving group.
resource "aws_cloudwatch_metric_alarm" "unhealthy_tasks" {
  alarm_name          = "shop-staging-unhealthy-tasks"
  alarm_description   = "Tasks fail their health checks."
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  evaluation_periods  = 5
  datapoints_to_alarm = 3
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]

  metric_query {
    id          = "value"
    expression  = "SUM([FILL(m1, 0), FILL(m2, 0)])"
    label       = "Sum"
    return_data = true
  }

  metric_query {
    id = "m1"

    metric {
      namespace   = "AWS/ApplicationELB"
      metric_name = "UnHealthyHostCount"
      stat        = "Maximum"
      period      = 60

      dimensions = {
        LoadBalancer = aws_lb.main.arn_suffix
        TargetGroup  = aws_lb_target_group.blue.arn_suffix
      }
    }
  }

  metric_query {
    id = "m2"

    metric {
      namespace   = "AWS/ApplicationELB"
      metric_name = "UnHealthyHostCount"
      stat        = "Maximum"
      period      = 60

      dimensions = {
        LoadBalancer = aws_lb.main.arn_suffix
        TargetGroup  = aws_lb_target_group.green.arn_suffix
      }
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "no_healthy_task" {
  alarm_name          = "shop-staging-no-healthy-task"
  alarm_description   = "No task passes its health check."
  comparison_operator = "LessThanThreshold"
  threshold           = 1
  evaluation_periods  = 3
  datapoints_to_alarm = 3
  treat_missing_data  = "breaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]
  ok_actions          = [aws_sns_topic.alarms.arn]

  metric_query {
    id          = "value"
    expression  = "SUM([FILL(m1, 0), FILL(m2, 0)])"
    label       = "Sum"
    return_data = true
  }

  metric_query {
    id = "m1"

    metric {
      namespace   = "AWS/ApplicationELB"
      metric_name = "HealthyHostCount"
      stat        = "Minimum"
      period      = 60

      dimensions = {
        LoadBalancer = aws_lb.main.arn_suffix
        TargetGroup  = aws_lb_target_group.blue.arn_suffix
      }
    }
  }

  metric_query {
    id = "m2"

    metric {
      namespace   = "AWS/ApplicationELB"
      metric_name = "HealthyHostCount"
      stat        = "Minimum"
      period      = 60

      dimensions = {
        LoadBalancer = aws_lb.main.arn_suffix
        TargetGroup  = aws_lb_target_group.green.arn_suffix
      }
    }
  }

  # Without running tasks the alarm would go off at once.
  depends_on = [aws_ecs_service.main]
}

# A NAT gateway has 55,000 ports for each server and port. Connections that are opened for each request exhaust them.
resource "aws_cloudwatch_metric_alarm" "nat_ports" {
  alarm_name          = "shop-staging-nat-ports"
  alarm_description   = "A NAT gateway has no free port for a connection: tasks fail to reach a server on the Internet."
  namespace           = "AWS/NATGateway"
  metric_name         = "ErrorPortAllocation"
  statistic           = "Sum"
  period              = 60
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  evaluation_periods  = 5
  datapoints_to_alarm = 3
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]

  dimensions = {
    NatGatewayId = aws_nat_gateway.main["eu-west-1a"].id
  }
}

# ECS has no metric of failed deployments, so this counts the matches of the event rule for failed deployments. That rule already notifies
# people; this alarm is for the dashboard and the alarm history.
resource "aws_cloudwatch_metric_alarm" "deployment_failed" {
  alarm_name          = "shop-staging-deployment-failed"
  alarm_description   = "A deployment failed within the last five minutes."
  namespace           = "AWS/Events"
  metric_name         = "TriggeredRules"
  statistic           = "Sum"
  period              = 300
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  evaluation_periods  = 1
  datapoints_to_alarm = 1
  treat_missing_data  = "notBreaching"

  dimensions = {
    RuleName = "shop-staging-deployment-failed"
  }
}

resource "aws_cloudwatch_metric_alarm" "database_cpu" {
  alarm_name          = "shop-staging-database-cpu"
  alarm_description   = "The database uses more than 80 % of its CPU."
  namespace           = "AWS/RDS"
  metric_name         = "CPUUtilization"
  statistic           = "Average"
  period              = 60
  comparison_operator = "GreaterThanThreshold"
  threshold           = 80
  evaluation_periods  = 10
  datapoints_to_alarm = 10
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]

  dimensions = {
    DBInstanceIdentifier = aws_db_instance.main.identifier
  }
}

# In bytes, relative to the storage in railhead.yaml. RDS adds storage itself when less than 10 % is free.
resource "aws_cloudwatch_metric_alarm" "database_storage" {
  alarm_name          = "shop-staging-database-storage"
  alarm_description   = "Less than 15 % of the database's storage is free."
  namespace           = "AWS/RDS"
  metric_name         = "FreeStorageSpace"
  statistic           = "Average"
  period              = 60
  comparison_operator = "LessThanThreshold"
  threshold           = 3221225472
  evaluation_periods  = 5
  datapoints_to_alarm = 5
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]

  dimensions = {
    DBInstanceIdentifier = aws_db_instance.main.identifier
  }
}

# Relative to the connections that RDS allows for the memory of this instance class.
resource "aws_cloudwatch_metric_alarm" "database_connections" {
  alarm_name          = "shop-staging-database-connections"
  alarm_description   = "More than 80 % of the database's connections are in use."
  namespace           = "AWS/RDS"
  metric_name         = "DatabaseConnections"
  statistic           = "Average"
  period              = 60
  comparison_operator = "GreaterThanThreshold"
  threshold           = 62
  evaluation_periods  = 5
  datapoints_to_alarm = 5
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]

  dimensions = {
    DBInstanceIdentifier = aws_db_instance.main.identifier
  }
}

# In bytes, relative to the memory of this instance class. Without free memory, queries swap, and then the server restarts.
resource "aws_cloudwatch_metric_alarm" "database_memory" {
  alarm_name          = "shop-staging-database-memory"
  alarm_description   = "Less than 5 % of the database's memory is free."
  namespace           = "AWS/RDS"
  metric_name         = "FreeableMemory"
  statistic           = "Average"
  period              = 60
  comparison_operator = "LessThanThreshold"
  threshold           = 53687091
  evaluation_periods  = 10
  datapoints_to_alarm = 10
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]

  dimensions = {
    DBInstanceIdentifier = aws_db_instance.main.identifier
  }
}

resource "aws_cloudwatch_metric_alarm" "database_swap" {
  alarm_name          = "shop-staging-database-swap"
  alarm_description   = "The database swaps."
  namespace           = "AWS/RDS"
  metric_name         = "SwapUsage"
  statistic           = "Average"
  period              = 60
  comparison_operator = "GreaterThanThreshold"
  threshold           = 268435456
  evaluation_periods  = 10
  datapoints_to_alarm = 10
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]

  dimensions = {
    DBInstanceIdentifier = aws_db_instance.main.identifier
  }
}

# A credit is a minute of a whole vCPU. The classes db.t3 and db.t4g run in unlimited mode: they borrow credits, and the surplus costs extra.
# A larger class is then cheaper.
resource "aws_cloudwatch_metric_alarm" "database_credits" {
  alarm_name          = "shop-staging-database-credits"
  alarm_description   = "The database uses more CPU than its class earns, and AWS charges the surplus."
  namespace           = "AWS/RDS"
  metric_name         = "CPUSurplusCreditBalance"
  statistic           = "Average"
  period              = 300
  comparison_operator = "GreaterThanThreshold"
  threshold           = 50
  evaluation_periods  = 6
  datapoints_to_alarm = 6
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]

  dimensions = {
    DBInstanceIdentifier = aws_db_instance.main.identifier
  }
}

# Several failures within an hour are one alarm. It ends after an hour without a failure, not after a success.
resource "aws_cloudwatch_metric_alarm" "rotation_failed" {
  alarm_name          = "shop-staging-rotation-failed"
  alarm_description   = "The rotation of the database password failed. Tasks keep using the current password; Secrets Manager retries."
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  statistic           = "Sum"
  period              = 3600
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  evaluation_periods  = 1
  datapoints_to_alarm = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]

  dimensions = {
    FunctionName = aws_lambda_function.rotation.function_name
  }
}
