using System.Globalization;
using Railhead.Model;

namespace Railhead.Aws;

/// <summary><c>deployment.tf</c>: how CodeDeploy shifts traffic to new tasks, and rolls back.</summary>
static class DeploymentFile
{
    /// <summary>The configuration of AWS's that moves all traffic at once.</summary>
    public const string AllAtOnce = "CodeDeployDefault.ECSAllAtOnce";

    /// <summary>The variable that lets a fix through while an alarm is red.</summary>
    public const string IgnoredAlarms = "ignored_rollback_alarms";

    public static SynthFile Write(Architecture architecture) =>
        SynthFile.Terraform(
            "deployment.tf",
            Application(architecture),
            Configuration(architecture),
            Alarms(architecture.Pipeline.RollbackAlarms),
            Group(architecture),
            Spec(architecture)
        );

    static HclBody Application(Architecture architecture) =>
        Hcl.Body(
            $$"""
            resource "aws_codedeploy_app" "main" {
              name             = {{architecture.Pipeline.Name}}
              compute_platform = "ECS"
            }
            """
        );

    static HclBody Configuration(Architecture architecture)
    {
        var strategy = architecture.Pipeline.Strategy;
        if (strategy.Kind == StrategyKind.AllAtOnce)
        {
            return HclBody.Empty;
        }

        var kind = strategy.Kind.ToString();
        var name = string.Create(
            CultureInfo.InvariantCulture,
            $"{architecture.Pipeline.Name}-{kind.ToLowerInvariant()}-{strategy.Percent}-{strategy.Minutes}"
        );
        return Hcl.Body(
            $$"""
            resource "aws_codedeploy_deployment_config" "main" {
              deployment_config_name = {{name}}
              compute_platform       = "ECS"

              traffic_routing_config {
                type = {{$"TimeBased{kind}"}}

                {{Hcl.Ref($"time_based_{kind.ToLowerInvariant()}")}} {
                  percentage = {{strategy.Percent}}
                  interval   = {{strategy.Minutes}}
                }
              }

              # A configuration in use cannot be deleted, so the new one, whose name contains its values, is created first.
              lifecycle {
                create_before_destroy = true
              }
            }
            """
        );
    }

    static HclBody Group(Architecture architecture)
    {
        var balancing = architecture.LoadBalancing;
        var pipeline = architecture.Pipeline;
        return Hcl.Body(
            $$"""
            resource "aws_codedeploy_deployment_group" "main" {
              app_name               = aws_codedeploy_app.main.name
              deployment_group_name  = {{pipeline.Name}}
              deployment_config_name = {{(pipeline.Strategy.Kind == StrategyKind.AllAtOnce
                  ? Hcl.Text($"{AllAtOnce}")
                  : Hcl.Ref("aws_codedeploy_deployment_config.main.deployment_config_name"))}}
              service_role_arn       = {{Addresses.Role(RoleKeys.Deploy)}}

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
                    listener_arns = [{{LoadBalancingFile.ListenerArn(LoadBalancingFile.Serving(balancing))}}]
                  }

                  {{Hcl.Each(balancing.TargetGroups, group => Hcl.Body($$"""
                      target_group {
                        name = {{Hcl.Ref($"aws_lb_target_group.{Hcl.Name(group.Key)}.name")}}
                      }
                      """))}}
                }
              }

              blue_green_deployment_config {
                deployment_ready_option {
                  action_on_timeout = "CONTINUE_DEPLOYMENT"
                }

                # How long the old tasks keep running after the traffic has moved. An alarm in this time rolls back to them.
                terminate_blue_instances_on_deployment_success {
                  action                           = "TERMINATE"
                  termination_wait_time_in_minutes = {{(pipeline.BakeOnAws + 59) / 60}}
                }
              }

              {{Hcl.When(pipeline.RollbackAlarms.Count > 0, () => Hcl.Body($$"""
                  alarm_configuration {
                    enabled = length(local.rollback_alarms) > 0
                    alarms  = local.rollback_alarms
                  }
                  """))}}

              auto_rollback_configuration {
                enabled = true
                events  = ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM"]
              }

              depends_on = [aws_iam_role_policy.deploy]
            }
            """
        );
    }

    static HclBody Alarms(IReadOnlyList<string> alarms) =>
        Hcl.When(
            alarms.Count > 0,
            () =>
                Hcl.Body(
                    $$"""
                    variable {{IgnoredAlarms}} {
                      description = "Alarms that do not roll back deployments for now. While an alarm of a deployment is red, CodeDeploy stops each deployment, also the one with the fix."
                      type        = list(string)
                      default     = []
                    }

                    locals {
                      # "deploy.rollback_on" in railhead.yaml: alarms from alarms.tf, by name.
                      rollback_alarms = setsubtract({{alarms}}, var.{{Hcl.Identifier(IgnoredAlarms)}})
                    }
                    """
                )
        );

    static HclBody Spec(Architecture architecture) =>
        Hcl.Body(
            $$"""
        # Template of the AppSpec. It repeats the capacity provider strategy, because a deployment without one removes the service's own, and the
        # network, so that the next release uses new subnets.
        resource "aws_ssm_parameter" "app_spec" {
          name = {{architecture.Parameter("app-spec")}}
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
                      ContainerPort: {{WellKnownPorts.Nginx}}
                    CapacityProviderStrategy:
                      {{Hcl.Each(architecture.Services.Capacity, provider => Hcl.Body($$"""
                          - CapacityProvider: {{Hcl.Identifier(provider.Name)}}
                            Base: {{provider.Base}}
                            Weight: {{provider.Weight}}
                          """), apart: false)}}
                    NetworkConfiguration:
                      AwsvpcConfiguration:
                        Subnets: ${jsonencode({{Addresses.SubnetIds(SubnetTier.App)}})}
                        SecurityGroups: ${jsonencode([{{Addresses.SecurityGroup(SecurityGroupKeys.Tasks)}}])}
                        AssignPublicIp: DISABLED
          EOT
        }
        """
        );
}
