using Railhead.Model;

namespace Railhead.Aws;

/// <summary><c>services.tf</c>: the ECS cluster and its service.</summary>
static class ServicesFile
{
    public static SynthFile Write(Architecture architecture) =>
        SynthFile.Terraform("services.tf", Cluster(architecture.Services), Service(architecture));

    static HclBody Cluster(Model.Services services) =>
        Hcl.Body(
            $$"""
            # ECS Exec is off: nobody gets a shell in a running task. A task contains exactly what the pipeline released.
            resource "aws_ecs_cluster" "main" {
              name = {{services.Cluster}}

              setting {
                name  = "containerInsights"
                value = "enabled"
              }

              # Without this, ECS creates the log group itself, with no retention.
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
        var serving = LoadBalancingFile.Serving(architecture.LoadBalancing);
        var native = architecture.Pipeline.Engine == DeploymentEngine.Ecs;
        var spot = services.Capacity.Any(provider => provider.Name == "FARGATE_SPOT");
        return Hcl.Body(
            $$"""
            resource "aws_ecs_service" "main" {
              name                              = {{services.Name}}
              cluster                           = aws_ecs_cluster.main.id
              task_definition                   = aws_ecs_task_definition.placeholder.arn
              desired_count                     = {{services.Desired}}
              health_check_grace_period_seconds = {{services.HealthGracePeriod}}

              # Tags on tasks, so that the Fargate bill can be split by them.
              propagate_tags = "SERVICE"

              deployment_controller {
                type = {{(native ? "ECS" : "CODE_DEPLOY")}}
              }

              {{Hcl.When(native, () => EcsDeployments.Configuration(architecture))}}

              {{Hcl.When(spot, () => Hcl.Comment("""
                  Spot costs about a third, but AWS can stop the tasks with two minutes' notice. The base stays on demand, so they never all stop.
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
                target_group_arn = {{(native ? EcsDeployments.Group(TargetGroupKey.Blue) : LoadBalancingFile.ServingArn)}}
                container_name   = "nginx"
                container_port   = {{WellKnownPorts.Nginx}}
                {{Hcl.When(native, EcsDeployments.Balancing)}}
              }

              {{(native ? EcsDeployments.Ignored() : Ignored())}}

              # ECS needs a target group with a listener, and tasks need permission to pull images and write logs.
              depends_on = [
                {{(native ? Hcl.Ref(ProductionRule.Address) : Hcl.Ref($"aws_lb_listener.{Hcl.Name(serving.Key)}"))}},
                aws_iam_role_policy.execution,
                {{Hcl.When(native, () => Hcl.Body($"aws_iam_role_policy.deploy,"))}}
                aws_ecs_cluster_capacity_providers.main,
              ]
            }
            """
        );
    }

    static HclBody Ignored() =>
        Hcl.Body(
            $$"""
            # The values above are only the initial ones. After that, CodeDeploy manages task definition, target group, network and capacity
            # providers with each deployment (deployment.tf), and auto scaling manages the number of tasks.
            lifecycle {
              ignore_changes = [task_definition, load_balancer, network_configuration, capacity_provider_strategy, desired_count]
            }
            """
        );
}
