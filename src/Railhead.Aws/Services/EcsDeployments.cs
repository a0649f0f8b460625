using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The parts of the service with which ECS itself deploys.</summary>
static class EcsDeployments
{
    public static HclExpression Group(TargetGroupKey key) => Hcl.Ref($"aws_lb_target_group.{Hcl.Name(key)}.arn");

    /// <summary>How the traffic moves, how long the old tasks stay, and what takes a deployment back.</summary>
    public static HclBody Configuration(Architecture architecture)
    {
        var pipeline = architecture.Pipeline;
        var strategy = pipeline.Strategy;
        return Hcl.Body(
            $$"""
            # "deploy" in railhead.yaml. The old tasks stay for the bake time after all traffic has moved.
            deployment_configuration {
              strategy             = {{Strategy(strategy.Kind)}}
              bake_time_in_minutes = {{(pipeline.BakeOnAws + 59) / 60}}

              {{Hcl.When(strategy.Kind == StrategyKind.Canary, () => Hcl.Body($$"""
                  canary_configuration {
                    canary_percent              = {{strategy.Percent}}
                    canary_bake_time_in_minutes = {{strategy.Minutes}}
                  }
                  """))}}

              {{Hcl.When(strategy.Kind == StrategyKind.Linear, () => Hcl.Body($$"""
                  linear_configuration {
                    step_percent              = {{strategy.Percent}}
                    step_bake_time_in_minutes = {{strategy.Minutes}}
                  }
                  """))}}
            }

            # Takes back a deployment whose tasks do not start.
            deployment_circuit_breaker {
              enable   = true
              rollback = true
            }

            {{Hcl.When(pipeline.RollbackAlarms.Count > 0, () => Hcl.Body($$"""
                # "deploy.rollback_on" in railhead.yaml: alarms from alarms.tf, by name. ECS watches none of them during a deployment that
                # begins while one is red, so the fix gets through.
                alarms {
                  enable      = true
                  rollback    = true
                  alarm_names = {{pipeline.RollbackAlarms}}
                }
                """))}}
            """
        );
    }

    /// <summary>The second target group, and the rule whose weights ECS changes.</summary>
    public static HclBody Balancing() =>
        Hcl.Body(
            $$"""

            advanced_configuration {
              alternate_target_group_arn = {{Group(TargetGroupKey.Green)}}
              production_listener_rule   = {{ProductionRule.Arn}}
              role_arn                   = {{Addresses.Role(RoleKeys.Deploy)}}
            }
            """
        );

    public static HclBody Ignored() =>
        Hcl.Body(
            $$"""
            # The pipeline puts each release's task definition into the service, and auto scaling manages the number of tasks.
            lifecycle {
              ignore_changes = [task_definition, desired_count]
            }
            """
        );

    static string Strategy(StrategyKind kind) =>
        kind switch
        {
            StrategyKind.Canary => "CANARY",
            StrategyKind.Linear => "LINEAR",
            _ => "BLUE_GREEN",
        };
}
