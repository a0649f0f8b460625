# ECS Exec is off: nobody gets a shell in a running task. A task contains exactly what the pipeline released.
resource "aws_ecs_cluster" "main" {
  name = "shop-production"

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
  name                              = "shop-production"
  cluster                           = aws_ecs_cluster.main.id
  task_definition                   = aws_ecs_task_definition.placeholder.arn
  desired_count                     = 2
  health_check_grace_period_seconds = 60

  # Tags on tasks, so that the Fargate bill can be split by them.
  propagate_tags = "SERVICE"

  deployment_controller {
    type = "CODE_DEPLOY"
  }

  capacity_provider_strategy {
    capacity_provider = "FARGATE"
    base              = 0
    weight            = 1
  }

  network_configuration {
    subnets          = values(aws_subnet.app)[*].id
    security_groups  = [aws_security_group.tasks.id]
    assign_public_ip = false
  }

  load_balancer {
    target_group_arn = local.target_groups[var.serving_target_group]
    container_name   = "nginx"
    container_port   = 80
  }

  # The values above are only the initial ones. After that, CodeDeploy manages task definition, target group, network and capacity
  # providers with each deployment (deployment.tf), and auto scaling manages the number of tasks.
  lifecycle {
    ignore_changes = [task_definition, load_balancer, network_configuration, capacity_provider_strategy, desired_count]
  }

  # ECS needs a target group with a listener, and tasks need permission to pull images and write logs.
  depends_on = [
    aws_lb_listener.http,
    aws_iam_role_policy.execution,
    aws_ecs_cluster_capacity_providers.main,
  ]
}
