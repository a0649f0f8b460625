resource "aws_codedeploy_app" "main" {
  name             = "shop-production"
  compute_platform = "ECS"
}

variable "ignored_rollback_alarms" {
  description = "Alarms that do not roll back deployments for now. While an alarm of a deployment is red, CodeDeploy stops each deployment, also the one with the fix."
  type        = list(string)
  default     = []
}

locals {
  # "deploy.rollback_on" in railhead.yaml: alarms from alarms.tf, by name.
  rollback_alarms = setsubtract(["shop-production-server-errors", "shop-production-latency"], var.ignored_rollback_alarms)
}

resource "aws_codedeploy_deployment_group" "main" {
  app_name               = aws_codedeploy_app.main.name
  deployment_group_name  = "shop-production"
  deployment_config_name = "CodeDeployDefault.ECSAllAtOnce"
  service_role_arn       = aws_iam_role.deploy.arn

  deployment_style {
    deployment_type   = "BLUE_GREEN"
    deployment_option = "WITH_TRAFFIC_CONTROL"
  }

  ecs_service {
    cluster_name = aws_ecs_cluster.main.name
    service_name = aws_ecs_service.main.name
  }

  load_balancer_info {
    target_group_pair_info {
      prod_traffic_route {
        listener_arns = [aws_lb_listener.http.arn]
      }

      target_group {
        name = aws_lb_target_group.blue.name
      }

      target_group {
        name = aws_lb_target_group.green.name
      }
    }
  }

  blue_green_deployment_config {
    deployment_ready_option {
      action_on_timeout = "CONTINUE_DEPLOYMENT"
    }

    # How long the old tasks keep running after the traffic has moved. An alarm in this time rolls back to them.
    terminate_blue_instances_on_deployment_success {
      action                           = "TERMINATE"
      termination_wait_time_in_minutes = 10
    }
  }

  alarm_configuration {
    enabled = length(local.rollback_alarms) > 0
    alarms  = local.rollback_alarms
  }

  auto_rollback_configuration {
    enabled = true
    events  = ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM"]
  }

  depends_on = [aws_iam_role_policy.deploy]
}

# Template of the AppSpec. It repeats the capacity provider strategy, because a deployment without one removes the service's own, and the
# network, so that the next release uses new subnets.
resource "aws_ssm_parameter" "app_spec" {
  name = "/railhead/shop/production/app-spec"
  type = "String"

  value = <<-EOT
    version: 0.0
    Resources:
      - TargetService:
          Type: AWS::ECS::Service
          Properties:
            TaskDefinition: <TASK_DEFINITION>
            LoadBalancerInfo:
              ContainerName: nginx
              ContainerPort: 80
            CapacityProviderStrategy:
              - CapacityProvider: FARGATE
                Base: 0
                Weight: 1
            NetworkConfiguration:
              AwsvpcConfiguration:
                Subnets: ${jsonencode(values(aws_subnet.app)[*].id)}
                SecurityGroups: ${jsonencode([aws_security_group.tasks.id])}
                AssignPublicIp: DISABLED
  EOT
}
