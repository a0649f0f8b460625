# ECS Exec is off: nobody gets a shell in a running task. A task contains exactly what the pipeline released.
resource "aws_ecs_cluster" "main" {
  name = "shop-staging"

  setting {
    name  = "containerInsights"
    value = "enabled"
  }

  # Without this, ECS creates the log group itself, with no retention.
  depends_on = [aws_cloudwatch_log_group.insights]
}

resource "aws_ecs_cluster_capacity_providers" "main" {
  cluster_name       = aws_ecs_cluster.main.name
  capacity_providers = ["FARGATE", "FARGATE_SPOT"]
}

resource "aws_ecs_service" "main" {
  name                              = "shop-staging"
  cluster                           = aws_ecs_cluster.main.id
  task_definition                   = aws_ecs_task_definition.placeholder.arn
  desired_count                     = 2
  health_check_grace_period_seconds = 60

  # Tags on tasks, so that the Fargate bill can be split by them.
  propagate_tags = "SERVICE"

  deployment_controller {
    type = "ECS"
  }

  # "deploy" in railhead.yaml. The old tasks stay for the bake time after all traffic has moved.
  deployment_configuration {
    strategy             = "LINEAR"
    bake_time_in_minutes = 2

    linear_configuration {
      step_percent              = 25
      step_bake_time_in_minutes = 2
    }
  }

  # Takes back a deployment whose tasks do not start.
  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  # "deploy.rollback_on" in railhead.yaml: alarms from alarms.tf, by name. ECS watches none of them during a deployment that
  # begins while one is red, so the fix gets through.
  alarms {
    enable      = true
    rollback    = true
    alarm_names = ["shop-staging-server-errors", "shop-staging-latency"]
  }

  # Spot costs about a third, but AWS can stop the tasks with two minutes' notice. The base stays on demand, so they never all stop.
  capacity_provider_strategy {
    capacity_provider = "FARGATE"
    base              = 1
    weight            = 1
  }

  capacity_provider_strategy {
    capacity_provider = "FARGATE_SPOT"
    base              = 0
    weight            = 4
  }

  network_configuration {
    subnets          = values(aws_subnet.app)[*].id
    security_groups  = [aws_security_group.tasks.id]
    assign_public_ip = false
  }

  load_balancer {
    target_group_arn = aws_lb_target_group.blue.arn
    container_name   = "nginx"
    container_port   = 80

    advanced_configuration {
      alternate_target_group_arn = aws_lb_target_group.green.arn
      production_listener_rule   = aws_lb_listener_rule.production.arn
      role_arn                   = aws_iam_role.deploy.arn
    }
  }

  # The pipeline puts each release's task definition into the service, and auto scaling manages the number of tasks.
  lifecycle {
    ignore_changes = [task_definition, desired_count]
  }

  # ECS needs a target group with a listener, and tasks need permission to pull images and write logs.
  depends_on = [
    aws_lb_listener_rule.production,
    aws_iam_role_policy.execution,
    aws_iam_role_policy.deploy,
    aws_ecs_cluster_capacity_providers.main,
  ]
}
