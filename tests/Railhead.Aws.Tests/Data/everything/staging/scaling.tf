resource "aws_appautoscaling_target" "main" {
  service_namespace  = "ecs"
  resource_id        = "service/${aws_ecs_cluster.main.name}/${aws_ecs_service.main.name}"
  scalable_dimension = "ecs:service:DesiredCount"
  min_capacity       = 3
  max_capacity       = 12

  # The schedules below change both. After you change service.min or service.max in railhead.yaml, set them once by hand with
  # "aws application-autoscaling register-scalable-target".
  lifecycle {
    ignore_changes = [min_capacity, max_capacity]
  }
}

resource "aws_appautoscaling_policy" "cpu" {
  name               = "shop-staging-cpu"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.main.service_namespace
  resource_id        = aws_appautoscaling_target.main.resource_id
  scalable_dimension = aws_appautoscaling_target.main.scalable_dimension

  target_tracking_scaling_policy_configuration {
    target_value       = 55
    scale_out_cooldown = 60
    scale_in_cooldown  = 300

    predefined_metric_specification {
      predefined_metric_type = "ECSServiceAverageCPUUtilization"
    }
  }
}

resource "aws_appautoscaling_policy" "memory" {
  name               = "shop-staging-memory"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.main.service_namespace
  resource_id        = aws_appautoscaling_target.main.resource_id
  scalable_dimension = aws_appautoscaling_target.main.scalable_dimension

  target_tracking_scaling_policy_configuration {
    target_value       = 65
    scale_out_cooldown = 60
    scale_in_cooldown  = 300

    predefined_metric_specification {
      predefined_metric_type = "ECSServiceAverageMemoryUtilization"
    }
  }
}

# AWS's predefined metric watches one target group, but traffic alternates between two. The larger value belongs to the group that
# serves. With no requests at all there is no value, so this policy does not scale in.
resource "aws_appautoscaling_policy" "requests" {
  name               = "shop-staging-requests"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.main.service_namespace
  resource_id        = aws_appautoscaling_target.main.resource_id
  scalable_dimension = aws_appautoscaling_target.main.scalable_dimension

  target_tracking_scaling_policy_configuration {
    target_value       = 1000
    scale_out_cooldown = 60
    scale_in_cooldown  = 300

    customized_metric_specification {
      metrics {
        id          = "requests"
        label       = "Requests per task of the serving target group"
        expression  = "MAX([blue, green])"
        return_data = true
      }

      metrics {
        id          = "blue"
        return_data = false

        metric_stat {
          stat = "Sum"

          metric {
            namespace   = "AWS/ApplicationELB"
            metric_name = "RequestCountPerTarget"

            dimensions {
              name  = "TargetGroup"
              value = aws_lb_target_group.blue.arn_suffix
            }
          }
        }
      }

      metrics {
        id          = "green"
        return_data = false

        metric_stat {
          stat = "Sum"

          metric {
            namespace   = "AWS/ApplicationELB"
            metric_name = "RequestCountPerTarget"

            dimensions {
              name  = "TargetGroup"
              value = aws_lb_target_group.green.arn_suffix
            }
          }
        }
      }
    }
  }
}

# Times are UTC. Each schedule applies until the next one.
resource "aws_appautoscaling_scheduled_action" "main" {
  for_each = {
    "evening" = { schedule = "cron(0 20 ? * MON-FRI *)", min = 1, max = 4 }
    "morning" = { schedule = "cron(0 6 ? * MON-FRI *)", min = 3, max = 12 }
  }

  name               = each.key
  service_namespace  = aws_appautoscaling_target.main.service_namespace
  resource_id        = aws_appautoscaling_target.main.resource_id
  scalable_dimension = aws_appautoscaling_target.main.scalable_dimension
  schedule           = each.value.schedule

  scalable_target_action {
    min_capacity = each.value.min
    max_capacity = each.value.max
  }
}
