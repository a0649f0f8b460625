namespace Railhead.Aws;

/// <summary>
/// The types of resources with a name that AWS holds to a form. Sources: the API references of the services (the pages of their Create
/// actions) and their models.
/// </summary>
static class NamedTypes
{
    const string Words = "[A-Za-z0-9_-]+";
    const string Anything = ".+";
    const string Hyphenated = "[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?";
    const string Database = "[A-Za-z](?:-?[A-Za-z0-9])*";

    const string Path = "[a-z0-9]+(?:(?:[._-]|__|--+)[a-z0-9]+)*";

    public static IReadOnlyList<NamedType> All { get; } =
    [
        new("aws_alb", "name", 32, "(?!internal-)" + Hyphenated, NameScope.Region),
        new("aws_alb_target_group", "name", 32, Hyphenated, NameScope.Region),
        new("aws_budgets_budget", "name", 100, @"[^:\\]+", NameScope.Account),
        new("aws_cloudwatch_composite_alarm", "alarm_name", 255, Anything, NameScope.Region),
        new("aws_cloudwatch_dashboard", "dashboard_name", 255, Words, NameScope.Account),
        new("aws_cloudwatch_event_rule", "name", 64, "[.A-Za-z0-9_-]+", NameScope.Region),
        new("aws_cloudwatch_log_group", "name", 512, "[.A-Za-z0-9_/#-]+", NameScope.Region),
        new("aws_cloudwatch_metric_alarm", "alarm_name", 255, Anything, NameScope.Region),
        new("aws_codebuild_project", "name", 150, "[A-Za-z0-9][A-Za-z0-9_-]+", NameScope.Region),
        new("aws_codedeploy_app", "name", 100, Anything, NameScope.Region),
        new("aws_codedeploy_deployment_config", "deployment_config_name", 100, Anything, NameScope.Region),
        new("aws_codedeploy_deployment_group", "deployment_group_name", 100, Anything, NameScope.Part),
        new("aws_codepipeline", "name", 100, "[A-Za-z0-9.@_-]+", NameScope.Region),
        new("aws_codestarconnections_connection", "name", 32, Anything, NameScope.Part),
        new("aws_db_instance", "identifier", 63, Database, NameScope.Region),
        new("aws_db_parameter_group", "name", 255, Database, NameScope.Region),
        new("aws_db_subnet_group", "name", 255, "[a-z0-9. _-]+", NameScope.Region),
        new("aws_dynamodb_table", "name", 255, "[A-Za-z0-9._-]{3,}", NameScope.Region),
        new("aws_ecr_repository", "name", 256, $"{Path}(?:/{Path})*", NameScope.Region),
        new("aws_ecs_cluster", "name", 255, Words, NameScope.Region),
        new("aws_ecs_service", "name", 255, Words, NameScope.Part),
        new("aws_ecs_task_definition", "family", 255, Words, NameScope.Part),
        new("aws_elasticache_replication_group", "replication_group_id", 40, Database, NameScope.Region),
        new("aws_iam_policy", "name", 128, "[A-Za-z0-9_+=,.@-]+", NameScope.Account),
        new("aws_iam_role", "name", 64, "[A-Za-z0-9_+=,.@-]+", NameScope.Account),
        new("aws_kms_alias", "name", 256, "alias/(?!aws/)[A-Za-z0-9:/_-]+", NameScope.Region),
        new("aws_lambda_function", "function_name", 64, Words, NameScope.Region),
        new("aws_lb", "name", 32, "(?!internal-)" + Hyphenated, NameScope.Region),
        new("aws_lb_target_group", "name", 32, Hyphenated, NameScope.Region),
        new("aws_s3_bucket", "bucket", 63, @"(?!xn--)(?!.*\.\.)[a-z0-9][a-z0-9.-]+[a-z0-9]", NameScope.Account),
        new("aws_secretsmanager_secret", "name", 512, "[A-Za-z0-9/_+=.@-]+", NameScope.Region),
        new("aws_security_group", "name", 255, @"(?!sg-)[A-Za-z0-9 ._:/()#,@\[\]+=&;{}!$*-]+", NameScope.Part),
        new("aws_sns_topic", "name", 256, @"[A-Za-z0-9_-]+(?:\.fifo)?", NameScope.Region),
        new("aws_sqs_queue", "name", 80, @"[A-Za-z0-9_-]+(?:\.fifo)?", NameScope.Region),
        new("aws_ssm_parameter", "name", 1011, "(?!/?(?:aws|ssm))[A-Za-z0-9_.\\-/]+", NameScope.Region),
        new("aws_wafv2_web_acl", "name", 128, Words, NameScope.Part),
    ];
}
