using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The listener's rule whose weights ECS moves between the target groups.</summary>
static class ProductionRule
{
    public const string Address = "aws_lb_listener_rule.production";

    public static HclExpression Arn { get; } = Hcl.Ref($"{Address}.arn");

    public static HclBody Write(LoadBalancing balancing) =>
        Hcl.Body(
            $$"""
            # All traffic. ECS moves the weights with each deployment: it takes a rule of its own, and not a listener's default action.
            resource "aws_lb_listener_rule" "production" {
              listener_arn = {{LoadBalancingFile.ListenerArn(LoadBalancingFile.Serving(balancing))}}
              priority     = 1

              action {
                type = "forward"

                forward {
                  {{Hcl.Each(balancing.TargetGroups, group => Hcl.Body($$"""
                      target_group {
                        arn    = {{Hcl.Ref($"aws_lb_target_group.{Hcl.Name(group.Key)}.arn")}}
                        weight = {{Hcl.Ref($"var.{LoadBalancingFile.ServingGroup}")}} == {{Hcl.Name(group.Key)}} ? 100 : 0
                      }
                      """))}}
                }
              }

              condition {
                path_pattern {
                  values = ["/*"]
                }
              }

              # A domain that comes later moves the rule to another listener: the old rule serves until the service has the new one.
              lifecycle {
                create_before_destroy = true
                ignore_changes        = [action]
              }
            }
            """
        );
}
