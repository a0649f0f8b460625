using Railhead.Model;

namespace Railhead.Aws;

/// <summary><c>services.tf</c>: the cluster and its one service.</summary>
static class ServicesFile
{
    public static SynthFile Write(Architecture architecture) =>
        SynthFile.Terraform("services.tf", Cluster(architecture.Services), Service(architecture));

    static HclBody Cluster(Model.Services services) =>
        Hcl.Body(
            $$"""
            # No "execute command": nobody gets a shell in a running task. What a task is, is what the pipeline released.
            resource "aws_ecs_cluster" "main" {
              name = {{services.Cluster}}

              setting {
                name  = "containerInsights"
                value = "enabled"
              }

              # Otherwise ECS makes the group itself, which then keeps its logs for ever.
              depends_on = [{{Hcl.Ref($"aws_cloudwatch_log_group.{Hcl.Name(LogGroups.Insights)}")}}]
            }

            resource "aws_ecs_cluster_capacity_providers" "main" {
              cluster_name       = aws_ecs_cluster.main.name
              capacity_providers = ["FARGATE", "FARGATE_SPOT"]
            }
            """
        );

    static HclBody Service(Architecture architecture)
    {
        var services = architecture.Services;
        var spot = services.Capacity.Any(provider => provider.Name == "FARGATE_SPOT");
        return Hcl.Body(
            $$"""
            resource "aws_ecs_service" "main" {
              name                              = {{services.Name}}
              cluster                           = aws_ecs_cluster.main.id
              task_definition                   = aws_ecs_task_definition.initial.arn
              desired_count                     = {{services.Desired}}
              health_check_grace_period_seconds = {{services.HealthGracePeriod}}

              # Tasks carry the tags too: the bill of Fargate can be split by them.
              propagate_tags = "SERVICE"

              deployment_controller {
                type = "CODE_DEPLOY"
              }

              {{Hcl.When(spot, () => Hcl.Comment("""
                  Spot costs about a third, and AWS takes it back with two minutes' notice. The first task stays on demand, so that never all go.
                  """))}}
              {{Hcl.Each(services.Capacity, provider => Hcl.Body($$"""
                  capacity_provider_strategy {
                    capacity_provider = {{provider.Name}}
                    base              = {{provider.Base}}
                    weight            = {{provider.Weight}}
                  }
                  """))}}

              network_configuration {
                subnets          = {{Addresses.SubnetIds(SubnetTier.App)}}
                security_groups  = [{{Addresses.SecurityGroup(SecurityGroupKeys.Tasks)}}]
                assign_public_ip = false
              }

              load_balancer {
                target_group_arn = aws_lb_target_group.blue.arn
                container_name   = "nginx"
                container_port   = {{Ports.Nginx}}
              }

              # What is above is the beginning. Then a deployment owns what runs, where and behind which target group (ECS lets nobody else
              # change that of such a service; deployment.tf says it to CodeDeploy), and auto scaling owns how many.
              lifecycle {
                ignore_changes = [task_definition, load_balancer, network_configuration, capacity_provider_strategy, desired_count]
              }

              # A target group without a listener is refused, and tasks that may not pull or log do not start.
              depends_on = [
                {{Hcl.Ref($"aws_lb_listener.{LoadBalancingFile.Serving(architecture.LoadBalancing).Key.ToString().ToLowerInvariant()}")}},
                aws_iam_role_policy.execution,
                aws_ecs_cluster_capacity_providers.main,
              ]
            }
            """
        );
    }
}
