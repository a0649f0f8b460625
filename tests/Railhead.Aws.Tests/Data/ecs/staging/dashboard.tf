# Widgets have no positions, because CloudWatch arranges them in order, in rows of 24 columns.
resource "aws_cloudwatch_dashboard" "main" {
  dashboard_name = "shop-staging"
  dashboard_body = jsonencode({
    widgets = [
      {
        type   = "alarm"
        width  = 24
        height = 3
        properties = {
          title = "Alarms"
          alarms = [
            aws_cloudwatch_metric_alarm.cpu.arn,
            aws_cloudwatch_metric_alarm.memory.arn,
            aws_cloudwatch_metric_alarm.app_errors.arn,
            aws_cloudwatch_metric_alarm.metric_format.arn,
            aws_cloudwatch_metric_alarm.task_stopped.arn,
            aws_cloudwatch_metric_alarm.server_errors.arn,
            aws_cloudwatch_metric_alarm.latency.arn,
            aws_cloudwatch_metric_alarm.connection_errors.arn,
            aws_cloudwatch_metric_alarm.unhealthy_tasks.arn,
            aws_cloudwatch_metric_alarm.no_healthy_task.arn,
            aws_cloudwatch_metric_alarm.nat_ports.arn,
            aws_cloudwatch_metric_alarm.deployment_failed.arn,
            aws_cloudwatch_metric_alarm.database_cpu.arn,
            aws_cloudwatch_metric_alarm.database_storage.arn,
            aws_cloudwatch_metric_alarm.database_connections.arn,
            aws_cloudwatch_metric_alarm.database_memory.arn,
            aws_cloudwatch_metric_alarm.database_swap.arn,
            aws_cloudwatch_metric_alarm.database_credits.arn,
            aws_cloudwatch_metric_alarm.rotation_failed.arn,
          ]
        }
      },
      {
        type   = "text"
        width  = 24
        height = 1
        properties = {
          markdown = "## Load balancing"
        }
      },
      {
        type   = "metric"
        width  = 6
        height = 6
        properties = {
          title  = "Requests"
          region = local.region
          period = 60
          metrics = [
            ["AWS/ApplicationELB", "RequestCount", "LoadBalancer", aws_lb.main.arn_suffix, { stat = "Sum" }],
          ]
        }
      },
      {
        type   = "metric"
        width  = 6
        height = 6
        properties = {
          title  = "Errors"
          region = local.region
          period = 60
          metrics = [
            ["AWS/ApplicationELB", "HTTPCode_Target_5XX_Count", "LoadBalancer", aws_lb.main.arn_suffix, { stat = "Sum" }],
            ["AWS/ApplicationELB", "HTTPCode_ELB_5XX_Count", "LoadBalancer", aws_lb.main.arn_suffix, { stat = "Sum" }],
            ["AWS/ApplicationELB", "HTTPCode_Target_4XX_Count", "LoadBalancer", aws_lb.main.arn_suffix, { stat = "Sum" }],
          ]
        }
      },
      {
        type   = "metric"
        width  = 6
        height = 6
        properties = {
          title  = "Response time"
          region = local.region
          period = 60
          metrics = [
            ["AWS/ApplicationELB", "TargetResponseTime", "LoadBalancer", aws_lb.main.arn_suffix, { stat = "p50" }],
            ["AWS/ApplicationELB", "TargetResponseTime", "LoadBalancer", aws_lb.main.arn_suffix, { stat = "p99" }],
          ]
        }
      },
      {
        type   = "metric"
        width  = 6
        height = 6
        properties = {
          title  = "Healthy tasks"
          region = local.region
          period = 60
          metrics = [
            ["AWS/ApplicationELB", "HealthyHostCount", "LoadBalancer", aws_lb.main.arn_suffix, "TargetGroup", aws_lb_target_group.blue.arn_suffix, { stat = "Minimum" }],
            ["AWS/ApplicationELB", "HealthyHostCount", "LoadBalancer", aws_lb.main.arn_suffix, "TargetGroup", aws_lb_target_group.green.arn_suffix, { stat = "Minimum" }],
          ]
        }
      },
      {
        type   = "text"
        width  = 24
        height = 1
        properties = {
          markdown = "## Services"
        }
      },
      {
        type   = "metric"
        width  = 6
        height = 6
        properties = {
          title  = "CPU"
          region = local.region
          period = 60
          metrics = [
            ["AWS/ECS", "CPUUtilization", "ClusterName", "shop-staging", "ServiceName", "shop-staging", { stat = "Average" }],
            ["AWS/ECS", "CPUUtilization", "ClusterName", "shop-staging", "ServiceName", "shop-staging", { stat = "Maximum" }],
          ]
        }
      },
      {
        type   = "metric"
        width  = 6
        height = 6
        properties = {
          title  = "Memory"
          region = local.region
          period = 60
          metrics = [
            ["AWS/ECS", "MemoryUtilization", "ClusterName", "shop-staging", "ServiceName", "shop-staging", { stat = "Average" }],
            ["AWS/ECS", "MemoryUtilization", "ClusterName", "shop-staging", "ServiceName", "shop-staging", { stat = "Maximum" }],
          ]
        }
      },
      {
        type   = "metric"
        width  = 6
        height = 6
        properties = {
          title  = "Errors in the log"
          region = local.region
          period = 60
          metrics = [
            ["shop/staging/app", "Errors", { stat = "Sum" }],
          ]
        }
      },
      {
        type   = "metric"
        width  = 6
        height = 6
        properties = {
          title  = "Metrics in the log"
          region = local.region
          period = 60
          metrics = [
            ["shop/staging/app", "MetricLines", { stat = "Sum" }],
            ["AWS/Logs", "EMFParsingErrors", "LogGroupName", aws_cloudwatch_log_group.app.name, { stat = "Sum" }],
            ["AWS/Logs", "EMFValidationErrors", "LogGroupName", aws_cloudwatch_log_group.app.name, { stat = "Sum" }],
          ]
        }
      },
      {
        type   = "text"
        width  = 24
        height = 1
        properties = {
          markdown = "## Pipeline"
        }
      },
      {
        type   = "metric"
        width  = 12
        height = 6
        properties = {
          title  = "Failures"
          region = local.region
          period = 60
          metrics = [
            ["AWS/Events", "TriggeredRules", "RuleName", "shop-staging-pipeline-failed", { stat = "Sum" }],
            ["AWS/Events", "TriggeredRules", "RuleName", "shop-staging-deployment-failed", { stat = "Sum" }],
            ["AWS/Events", "TriggeredRules", "RuleName", "shop-staging-deployment-stopped", { stat = "Sum" }],
          ]
        }
      },
      {
        type   = "metric"
        width  = 12
        height = 6
        properties = {
          title  = "Length of builds, seconds"
          region = local.region
          period = 60
          metrics = [
            ["AWS/CodeBuild", "Duration", "ProjectName", "shop-staging-build", { stat = "Average" }],
            ["AWS/CodeBuild", "Duration", "ProjectName", "shop-staging-build", { stat = "Maximum" }],
          ]
        }
      },
      {
        type   = "text"
        width  = 24
        height = 1
        properties = {
          markdown = "## Database"
        }
      },
      {
        type   = "metric"
        width  = 6
        height = 6
        properties = {
          title  = "CPU"
          region = local.region
          period = 60
          metrics = [
            ["AWS/RDS", "CPUUtilization", "DBInstanceIdentifier", aws_db_instance.main.identifier, { stat = "Average" }],
          ]
        }
      },
      {
        type   = "metric"
        width  = 6
        height = 6
        properties = {
          title  = "Connections"
          region = local.region
          period = 60
          metrics = [
            ["AWS/RDS", "DatabaseConnections", "DBInstanceIdentifier", aws_db_instance.main.identifier, { stat = "Average" }],
          ]
        }
      },
      {
        type   = "metric"
        width  = 6
        height = 6
        properties = {
          title  = "Free storage"
          region = local.region
          period = 60
          metrics = [
            ["AWS/RDS", "FreeStorageSpace", "DBInstanceIdentifier", aws_db_instance.main.identifier, { stat = "Average" }],
          ]
        }
      },
      {
        type   = "metric"
        width  = 6
        height = 6
        properties = {
          title  = "Latency"
          region = local.region
          period = 60
          metrics = [
            ["AWS/RDS", "ReadLatency", "DBInstanceIdentifier", aws_db_instance.main.identifier, { stat = "Average" }],
            ["AWS/RDS", "WriteLatency", "DBInstanceIdentifier", aws_db_instance.main.identifier, { stat = "Average" }],
          ]
        }
      },
      {
        type   = "text"
        width  = 24
        height = 1
        properties = {
          markdown = "## Storage"
        }
      },
      {
        type   = "metric"
        width  = 12
        height = 6
        properties = {
          title  = "Bytes"
          region = local.region
          period = 86400
          metrics = [
            ["AWS/S3", "BucketSizeBytes", "BucketName", "shop-staging-files-${local.account_id}", "StorageType", "StandardStorage", { stat = "Average" }],
          ]
        }
      },
      {
        type   = "metric"
        width  = 12
        height = 6
        properties = {
          title  = "Objects"
          region = local.region
          period = 86400
          metrics = [
            ["AWS/S3", "NumberOfObjects", "BucketName", "shop-staging-files-${local.account_id}", "StorageType", "AllStorageTypes", { stat = "Average" }],
          ]
        }
      },
      {
        type   = "text"
        width  = 24
        height = 1
        properties = {
          markdown = "## Network"
        }
      },
      {
        type   = "metric"
        width  = 24
        height = 6
        properties = {
          title  = "Through NAT"
          region = local.region
          period = 60
          metrics = [
            ["AWS/NATGateway", "BytesOutToDestination", "NatGatewayId", aws_nat_gateway.main["eu-west-1a"].id, { stat = "Sum" }],
            ["AWS/NATGateway", "ErrorPortAllocation", "NatGatewayId", aws_nat_gateway.main["eu-west-1a"].id, { stat = "Sum" }],
          ]
        }
      },
    ]
  })
}
