namespace Railhead.Aws.Tests;

/// <summary>Mistakes in the order, each planted into the emitted text of the blueprint with everything, are found by the graph.</summary>
[Trait("Engine", TerraformTool.Trait)]
public sealed class PlantedOrderTests
{
    internal static readonly IReadOnlyList<(string File, string Text, string Instead, string Before, string After)> Mistakes =
    [
        ("load_balancing.tf", ", aws_route.public_internet]", "]", "aws_internet_gateway.main", "aws_lb.main"),
        ("load_balancing.tf", "[aws_s3_bucket_policy.access_logs, ", "[", "aws_s3_bucket_policy.access_logs", "aws_lb.main"),
        (
            "load_balancing.tf",
            "certificate_arn   = aws_acm_certificate_validation.main.certificate_arn",
            "certificate_arn   = aws_acm_certificate.main.arn",
            "aws_acm_certificate_validation.main",
            "aws_lb_listener.https"
        ),
        (
            "load_balancing.tf",
            "    aws_vpc_security_group_ingress_rule.load_balancer_from_internet_443,\n",
            "",
            "aws_vpc_security_group_ingress_rule.load_balancer_from_internet_443",
            "aws_lb_listener.https"
        ),
        ("network.tf", "depends_on = [aws_internet_gateway.main]", "", "aws_internet_gateway.main", "aws_nat_gateway.main"),
        ("network.tf", "depends_on = [aws_iam_role_policy.flow_logs]", "", "aws_iam_role_policy.flow_logs", "aws_flow_log.main"),
        ("services.tf", "    aws_lb_listener.https,\n", "", "aws_lb_listener.https", "aws_ecs_service.main"),
        ("services.tf", "    aws_iam_role_policy.execution,\n", "", "aws_iam_role_policy.execution", "aws_ecs_service.main"),
        (
            "services.tf",
            "    aws_ecs_cluster_capacity_providers.main,\n",
            "",
            "aws_ecs_cluster_capacity_providers.main",
            "aws_ecs_service.main"
        ),
        (
            "services.tf",
            "depends_on = [aws_cloudwatch_log_group.insights]",
            "",
            "aws_cloudwatch_log_group.insights",
            "aws_ecs_cluster.main"
        ),
        ("database.tf", "    aws_iam_role_policy.monitoring,\n", "", "aws_iam_role_policy.monitoring", "aws_db_instance.main"),
        (
            "database.tf",
            "    aws_cloudwatch_log_group.database_upgrade,\n",
            "",
            "aws_cloudwatch_log_group.database_upgrade",
            "aws_db_instance.main"
        ),
        (
            "rotation.tf",
            "depends_on = [aws_lambda_permission.rotation, aws_secretsmanager_secret_version.database]",
            "",
            "aws_lambda_permission.rotation",
            "aws_secretsmanager_secret_rotation.database"
        ),
        (
            "deployment.tf",
            "depends_on = [aws_iam_role_policy.deploy]",
            "",
            "aws_iam_role_policy.deploy",
            "aws_codedeploy_deployment_group.main"
        ),
        ("pipeline.tf", "depends_on = [aws_iam_role_policy.pipeline]", "", "aws_iam_role_policy.pipeline", "aws_codepipeline.main"),
        ("cost.tf", "depends_on = [aws_sns_topic_policy.alarms]", "", "aws_sns_topic_policy.alarms", "aws_budgets_budget.main"),
        (
            "replication.tf",
            "    aws_s3_bucket_versioning.files,\n",
            "",
            "aws_s3_bucket_versioning.files",
            "aws_s3_bucket_replication_configuration.files"
        ),
    ];

    /// <summary>In the blueprint whose releases ECS itself deploys.</summary>
    internal static readonly (string File, string Text, string Instead, string Before, string After) OfEcs = (
        "services.tf",
        "    aws_iam_role_policy.deploy,\n",
        "",
        "aws_iam_role_policy.deploy",
        "aws_ecs_service.main"
    );

    /// <summary>A folder holds one mistake of each file, because Terraform takes seconds for each folder.</summary>
    [Fact]
    public async Task Each_planted_mistake_in_the_order_is_found()
    {
        TerraformTool.Need();
        var files = Synth.Environment(Blueprints.Architecture("everything", "production"));
        var rounds = Mistakes
            .GroupBy(mistake => mistake.File)
            .SelectMany(same => same.Select((mistake, i) => (Round: i, Mistake: mistake)))
            .ToLookup(planted => $"round-{planted.Round}", planted => planted.Mistake);
        var folders = rounds.ToDictionary(round => round.Key, round => round.Aggregate(files, Plant));
        folders["ecs"] = Plant(Version5.Of("ecs", "production"), OfEcs);
        var graphs = await ConfigurationGraphs.OfAsync(folders);
        foreach (var (round, mistake) in rounds.SelectMany(round => round.Select(mistake => (round.Key, mistake))).Append(("ecs", OfEcs)))
        {
            Assert.Contains(
                Order.Faults(graphs[round]),
                fault => fault.Contains(mistake.Before, StringComparison.Ordinal) && fault.Contains(mistake.After, StringComparison.Ordinal)
            );
        }
    }

    static IReadOnlyList<SynthFile> Plant(
        IReadOnlyList<SynthFile> files,
        (string File, string Text, string Instead, string Before, string After) mistake
    )
    {
        var file = files.Single(one => one.Path == mistake.File);
        Assert.Contains(mistake.Text, file.Text, StringComparison.Ordinal);
        return
        [
            .. files.Where(one => one != file),
            file with
            {
                Text = file.Text.Replace(mistake.Text, mistake.Instead, StringComparison.Ordinal),
            },
        ];
    }
}
