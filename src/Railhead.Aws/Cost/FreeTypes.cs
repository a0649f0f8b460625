namespace Railhead.Aws;

/// <summary>The resource types that cost nothing by themselves, with the reason.</summary>
static class FreeTypes
{
    const string Configuration = "a setting of another resource";
    const string Network = "part of the VPC; only traffic costs, on the gateways' and endpoints' lines";
    const string Identity = "IAM costs nothing";
    const string Deployment = "CodeDeploy costs nothing for ECS";

    public static IReadOnlyDictionary<string, string> All { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["aws_acm_certificate"] = "public certificates cost nothing on a load balancer",
            ["aws_acm_certificate_validation"] = Configuration,
            ["aws_appautoscaling_policy"] = "its alarms are AWS's own and cost nothing",
            ["aws_appautoscaling_scheduled_action"] = Configuration,
            ["aws_appautoscaling_target"] = Configuration,
            ["aws_budgets_budget"] = "budgets without actions cost nothing",
            ["aws_ce_anomaly_monitor"] = "anomaly detection costs nothing",
            ["aws_ce_anomaly_subscription"] = "anomaly detection costs nothing",
            ["aws_ce_cost_allocation_tag"] = "tags cost nothing",
            ["aws_wafv2_web_acl_logging_configuration"] = "its lines cost, on the log group's line",
            ["aws_cloudwatch_log_resource_policy"] = "permissions cost nothing",
            ["aws_cloudwatch_event_rule"] = "events of AWS services cost nothing",
            ["aws_cloudwatch_event_target"] = "events of AWS services cost nothing",
            ["aws_codedeploy_app"] = Deployment,
            ["aws_codedeploy_deployment_config"] = Deployment,
            ["aws_codedeploy_deployment_group"] = Deployment,
            ["aws_codestarconnections_connection"] = "connections cost nothing",
            ["aws_db_parameter_group"] = Configuration,
            ["aws_db_subnet_group"] = Configuration,
            ["aws_default_security_group"] = Network,
            ["aws_ecr_lifecycle_policy"] = Configuration,
            ["aws_ecr_registry_scanning_configuration"] = "basic scanning costs nothing",
            ["aws_ecs_cluster_capacity_providers"] = Configuration,
            ["aws_ecs_task_definition"] = "tasks cost, on the service's lines",
            ["aws_flow_log"] = "its lines cost, on the log group's line",
            ["aws_iam_role"] = Identity,
            ["aws_iam_role_policy"] = Identity,
            ["aws_iam_service_linked_role"] = Identity,
            ["aws_internet_gateway"] = Network,
            ["aws_kms_alias"] = Configuration,
            ["aws_lambda_permission"] = Identity,
            ["aws_lb_listener"] = "part of the load balancer",
            ["aws_lb_listener_rule"] = "part of the load balancer",
            ["aws_lb_target_group"] = "part of the load balancer",
            ["aws_network_acl"] = Network,
            ["aws_network_acl_rule"] = Network,
            ["aws_route"] = Network,
            ["aws_route53_record"] = "queries of alias records cost nothing",
            ["aws_route_table"] = Network,
            ["aws_route_table_association"] = Network,
            ["aws_s3_bucket_lifecycle_configuration"] = Configuration,
            ["aws_s3_bucket_logging"] = "log delivery costs nothing; the stored logs are on the bucket's line",
            ["aws_s3_bucket_ownership_controls"] = Configuration,
            ["aws_s3_bucket_policy"] = Configuration,
            ["aws_s3_bucket_public_access_block"] = Configuration,
            ["aws_s3_bucket_replication_configuration"] = "the copies cost, on the lines of the copy's bucket",
            ["aws_s3_bucket_server_side_encryption_configuration"] = Configuration,
            ["aws_s3_bucket_versioning"] = Configuration,
            ["aws_secretsmanager_secret_rotation"] = "the rotation's function costs, on its own line",
            ["aws_secretsmanager_secret_version"] = "part of the secret",
            ["aws_security_group"] = Network,
            ["aws_sns_topic_policy"] = Configuration,
            ["aws_sns_topic_subscription"] = "mails cost, on the topic's line",
            ["aws_subnet"] = Network,
            ["aws_vpc"] = Network,
            ["aws_vpc_security_group_egress_rule"] = Network,
            ["aws_vpc_security_group_ingress_rule"] = Network,
            ["aws_wafv2_web_acl_association"] = Configuration,
        };
}
