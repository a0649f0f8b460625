using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The ARNs of the model that belong to a resource of the folder: a reference is exact, and tells Terraform the order.</summary>
static class MadeArns
{
    public static IReadOnlyDictionary<string, HclExpression> Of(Architecture architecture)
    {
        var made = new Dictionary<string, HclExpression>(StringComparer.Ordinal);
        var services = architecture.Services;
        foreach (var group in architecture.Observability.LogGroups)
        {
            made[Arn("logs", $"log-group:{group.Name}:*")] = Hcl.Text(
                $"{Hcl.Ref($"aws_cloudwatch_log_group.{Hcl.Name(group.Key)}.arn")}:*"
            );
        }

        foreach (var repository in services.Repositories)
        {
            made[Arn("ecr", $"repository/{repository.Name}")] = Hcl.Ref($"aws_ecr_repository.{Hcl.Name(repository.Key)}.arn");
        }

        foreach (var role in architecture.Identity.Roles)
        {
            made[$"arn:{Partition()}:iam::{{account}}:role/{role.Name}"] = Addresses.Role(role.Key);
        }

        foreach (var parameter in AwsNames.Parameters(architecture.Pipeline.Engine))
        {
            made[Arn("ssm", $"parameter{architecture.Parameter(parameter)}")] = Hcl.Ref($"aws_ssm_parameter.{Hcl.Name(parameter)}.arn");
        }

        made[Arn("sns", architecture.Observability.Topics[0].Name)] = Hcl.Ref("aws_sns_topic.alarms.arn");

        foreach (var project in new[] { RoleKeys.Build, RoleKeys.Release })
        {
            made[Arn("codebuild", $"project/{architecture.NameOf(project)}")] = Hcl.Ref($"aws_codebuild_project.{project}.arn");
        }

        made[Arn("codepipeline", architecture.Pipeline.Name)] = Hcl.Ref("aws_codepipeline.main.arn");
        made[Arn("ecs", $"cluster/{services.Cluster}")] = Hcl.Ref("aws_ecs_cluster.main.arn");
        made[Arn("ecs", $"service/{services.Cluster}/{services.Name}")] = Hcl.Ref("aws_ecs_service.main.id");
        if (architecture.Pipeline.Engine == DeploymentEngine.Ecs)
        {
            made[Arn("elasticloadbalancing", $"listener-rule/app/{architecture.LoadBalancing.Name}/*")] = ProductionRule.Arn;
            foreach (var group in architecture.LoadBalancing.TargetGroups)
            {
                made[Arn("elasticloadbalancing", $"targetgroup/{group.Name}/*")] = Hcl.Ref(
                    $"aws_lb_target_group.{Hcl.Name(group.Key)}.arn"
                );
            }
        }
        else
        {
            made[Arn("codedeploy", $"application:{architecture.Name()}")] = Hcl.Ref("aws_codedeploy_app.main.arn");
            made[Arn("codedeploy", $"deploymentgroup:{architecture.Name()}/*")] = Hcl.Ref("aws_codedeploy_deployment_group.main.arn");
            made[Arn("codedeploy", "deploymentconfig:*")] =
                architecture.Pipeline.Strategy.Kind == StrategyKind.AllAtOnce
                    ? Addresses.WithRegion(architecture.Network, Arn("codedeploy", $"deploymentconfig:{DeploymentFile.AllAtOnce}"))
                    : Hcl.Ref("aws_codedeploy_deployment_config.main.arn");
            made[Arn("elasticloadbalancing", $"listener/app/{architecture.LoadBalancing.Name}/*")] = LoadBalancingFile.ListenerArn(
                LoadBalancingFile.Serving(architecture.LoadBalancing)
            );
        }

        if (architecture.Database is { } database)
        {
            made[Arn("ecr", $"repository/{database.RoleRepository}")] = Hcl.Ref("aws_ecr_repository.database_role.arn");
            made[Arn("ecs", $"task-definition/{database.RoleTaskFamily}:*")] = EachRevision("database_role");
            made[Arn("ecs", $"task-definition/{database.RoleTaskFamily}-pending:*")] = EachRevision("database_role_pending");
        }

        // The connection's ARN has one of two prefixes, by the API that made it, and IAM asks for the one that the pipeline names.
        const string old = ":codestar-connections:";
        const string current = ":codeconnections:";
        const string connection = "aws_codestarconnections_connection.github.arn";
        made[Arn("codeconnections", "connection/*")] = new HclExpression($"replace({connection}, \"{old}\", \"{current}\")");
        made[Arn("codestar-connections", "connection/*")] = new HclExpression($"replace({connection}, \"{current}\", \"{old}\")");
        return made;

        string Partition() => Regions.Partition(architecture.Network.Region);

        string Arn(string service, string resource) => $"arn:{Partition()}:{service}:{architecture.Network.Region}:{{account}}:{resource}";
    }

    static HclExpression EachRevision(string definition) =>
        Hcl.Text($"{Hcl.Ref($"aws_ecs_task_definition.{definition}.arn_without_revision")}:*");
}
