namespace Railhead.Aws;

/// <summary>The resource types that cost money, with the function that computes their lines.</summary>
static class PricedTypes
{
    public static IReadOnlyDictionary<string, Func<Meter, PlannedResource, IEnumerable<CostLine>>> All { get; } =
        new Dictionary<string, Func<Meter, PlannedResource, IEnumerable<CostLine>>>(StringComparer.Ordinal)
        {
            ["aws_cloudwatch_dashboard"] = ObservabilityCosts.Dashboard,
            ["aws_cloudwatch_log_group"] = ObservabilityCosts.LogGroup,
            ["aws_cloudwatch_log_metric_filter"] = ObservabilityCosts.MetricFilter,
            ["aws_cloudwatch_metric_alarm"] = ObservabilityCosts.Alarm,
            ["aws_codebuild_project"] = PipelineCosts.Build,
            ["aws_codepipeline"] = PipelineCosts.Pipeline,
            ["aws_db_instance"] = DatabaseCosts.Instance,
            ["aws_db_instance_automated_backups_replication"] = DatabaseCosts.BackupCopy,
            ["aws_ecr_repository"] = ServicesCosts.Repository,
            ["aws_ecs_cluster"] = ServicesCosts.Cluster,
            ["aws_ecs_service"] = ServicesCosts.Service,
            ["aws_eip"] = NetworkCosts.Address,
            ["aws_guardduty_detector"] = ObservabilityCosts.ThreatDetection,
            ["aws_guardduty_detector_feature"] = ObservabilityCosts.RuntimeMonitoring,
            ["aws_kms_key"] = SecretsCosts.Key,
            ["aws_lambda_function"] = SecretsCosts.Function,
            ["aws_lb"] = NetworkCosts.LoadBalancer,
            ["aws_nat_gateway"] = NetworkCosts.NatGateway,
            ["aws_route53_zone"] = NetworkCosts.Zone,
            ["aws_s3_bucket"] = StorageCosts.Bucket,
            ["aws_secretsmanager_secret"] = SecretsCosts.Secret,
            ["aws_sns_topic"] = ObservabilityCosts.Topic,
            ["aws_ssm_parameter"] = SecretsCosts.Parameter,
            ["aws_vpc_endpoint"] = NetworkCosts.Endpoint,
            ["aws_wafv2_web_acl"] = NetworkCosts.Firewall,
        };
}
