using Railhead.Model;

namespace Railhead.Aws;

/// <summary><c>scaling.tf</c>: auto scaling of the service.</summary>
static class ScalingFile
{
    public static SynthFile Write(Architecture architecture) =>
        SynthFile.Terraform(
            "scaling.tf",
            Target(architecture.Services),
            Hcl.Each(architecture.Services.Scaling, policy => Policy(architecture, policy)),
            Schedules(architecture.Services)
        );

    static HclBody Target(Model.Services services) =>
        Hcl.Body(
            $$"""
        resource "aws_appautoscaling_target" "main" {
          service_namespace  = "ecs"
          resource_id        = "service/${aws_ecs_cluster.main.name}/${aws_ecs_service.main.name}"
          scalable_dimension = "ecs:service:DesiredCount"
          min_capacity       = {{services.Min}}
          max_capacity       = {{services.Max}}
          {{Hcl.When(services.Schedules.Count > 0, () => Hcl.Body($$"""

              # The schedules below change both. After you change service.min or service.max in railhead.yaml, set them once by hand with
              # "aws application-autoscaling register-scalable-target".
              lifecycle {
                ignore_changes = [min_capacity, max_capacity]
              }
              """))}}
        }
        """
        );

    static HclBody Policy(Architecture architecture, ScalingPolicy policy) =>
        Hcl.Body(
            $$"""
        {{Hcl.When(policy.Metric == ScalingMetric.Requests, () => Hcl.Comment("""
            AWS's predefined metric watches one target group, but traffic alternates between two. The larger value belongs to the group that
            serves. With no requests at all there is no value, so this policy does not scale in.
            """))}}
        resource "aws_appautoscaling_policy" {{Hcl.Name(policy.Metric)}} {
          name               = {{$"{architecture.Services.Name}-{Hcl.Name(policy.Metric)}"}}
          policy_type        = "TargetTrackingScaling"
          service_namespace  = aws_appautoscaling_target.main.service_namespace
          resource_id        = aws_appautoscaling_target.main.resource_id
          scalable_dimension = aws_appautoscaling_target.main.scalable_dimension

          target_tracking_scaling_policy_configuration {
            target_value       = {{policy.Target}}
            scale_out_cooldown = {{policy.ScaleOutCooldown}}
            scale_in_cooldown  = {{policy.ScaleInCooldown}}

            {{(policy.Metric == ScalingMetric.Requests ? Requests() : Predefined(policy.Metric))}}
          }
        }
        """
        );

    static HclBody Predefined(ScalingMetric metric) =>
        Hcl.Body(
            $$"""
            predefined_metric_specification {
              predefined_metric_type = {{(
                metric == ScalingMetric.Cpu ? "ECSServiceAverageCPUUtilization" : "ECSServiceAverageMemoryUtilization"
            )}}
            }
            """
        );

    static HclBody Requests() =>
        Hcl.Body(
            $$"""
        customized_metric_specification {
          metrics {
            id          = "requests"
            label       = "Requests per task of the serving target group"
            expression  = "MAX([blue, green])"
            return_data = true
          }

          {{Hcl.Each(["blue", "green"], slot => Hcl.Body($$"""
              metrics {
                id          = {{slot}}
                return_data = false

                metric_stat {
                  stat = "Sum"

                  metric {
                    namespace   = "AWS/ApplicationELB"
                    metric_name = "RequestCountPerTarget"

                    dimensions {
                      name  = "TargetGroup"
                      value = {{Hcl.Ref($"aws_lb_target_group.{slot}.arn_suffix")}}
                    }
                  }
                }
              }
              """))}}
        }
        """
        );

    static HclBody Schedules(Model.Services services) =>
        Hcl.When(
            services.Schedules.Count > 0,
            () =>
                Hcl.Body(
                    $$"""
        # Times are UTC. Each schedule applies until the next one.
        resource "aws_appautoscaling_scheduled_action" "main" {
          for_each = {
            {{Hcl.Each(services.Schedules, schedule => Hcl.Body($$"""
                {{schedule.Name}} = { schedule = {{$"cron({schedule.Cron})"}}, min = {{schedule.Min}}, max = {{schedule.Max}} }
                """), apart: false)}}
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
        """
                )
        );
}
