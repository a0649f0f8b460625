# No "execute command": nobody gets a shell in a running task. What a task is, is what the pipeline released.
resource "aws_ecs_cluster" "main" {
  name = "shop-production"

  setting {
    name  = "containerInsights"
    value = "enabled"
  }

  # Otherwise ECS makes the group itself, which then keeps its logs for ever.
  depends_on = [aws_cloudwatch_log_group.insights]
}

resource "aws_ecs_cluster_capacity_providers" "main" {
  cluster_name       = aws_ecs_cluster.main.name
  capacity_providers = ["FARGATE", "FARGATE_SPOT"]
}

resource "aws_ecs_service" "main" {
  name                              = "shop-production"
  cluster                           = aws_ecs_cluster.main.id
  task_definition                   = aws_ecs_task_definition.initial.arn
  desired_count                     = 2
  health_check_grace_period_seconds = 60

  # Tasks carry the tags too: the bill of Fargate can be split by them.
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
    target_group_arn = aws_lb_target_group.blue.arn
    container_name   = "nginx"
    container_port   = 80
  }

  # What is above is the beginning. Then a deployment owns what runs, where and behind which target group (ECS lets nobody else
  # change that of such a service; deployment.tf says it to CodeDeploy), and auto scaling owns how many.
  lifecycle {
    ignore_changes = [task_definition, load_balancer, network_configuration, capacity_provider_strategy, desired_count]
  }

  # A target group without a listener is refused, and tasks that may not pull or log do not start.
  depends_on = [
    aws_lb_listener.http,
    aws_iam_role_policy.execution,
    aws_ecs_cluster_capacity_providers.main,
  ]
}
