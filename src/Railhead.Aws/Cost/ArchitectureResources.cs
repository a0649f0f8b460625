using System.Text.Json.Nodes;
using Railhead.Model;

namespace Railhead.Aws;

/// <summary>
/// The resources with a cost that synth writes for an architecture, with Terraform's addresses and attributes, so that they are priced
/// like those of a plan, without Terraform and without an account.
/// </summary>
static class ArchitectureResources
{
    public static IReadOnlyList<PlannedResource> Of(Architecture architecture)
    {
        var region = architecture.Network.Region;
        return
        [
            .. Network(architecture, region),
            .. Services(architecture, region),
            .. architecture.Database is { } database ? Database(architecture, database, region) : [],
            .. Storage(architecture, region),
            .. Secrets(architecture, region),
            .. Observability(architecture, region),
            .. Pipeline(architecture, region),
            .. Account(region),
        ];
    }

    static IEnumerable<PlannedResource> Network(Architecture architecture, string region)
    {
        var network = architecture.Network;
        foreach (var zone in network.Zones)
        {
            yield return Resource(Keyed("aws_subnet.app", zone), region, new() { ["availability_zone"] = zone });
        }

        foreach (var zone in network.NatZones)
        {
            yield return Resource(Keyed("aws_nat_gateway.main", zone), region);
            yield return Resource(Keyed("aws_eip.nat", zone), region);
        }

        foreach (var endpoint in network.Endpoints.Where(endpoint => endpoint.Kind == EndpointKind.Interface))
        {
            yield return Resource(
                Keyed("aws_vpc_endpoint.interface", endpoint.Service),
                region,
                new() { ["vpc_endpoint_type"] = "Interface", ["subnet_ids"] = Some(endpoint.Subnets.Count) }
            );
        }

        yield return Resource("aws_lb.main", region, new() { ["subnets"] = Some(network.Zones.Count) });
        if (architecture.LoadBalancing.Firewall is { } firewall)
        {
            // The managed groups, and the rule that limits the rate.
            yield return Resource("aws_wafv2_web_acl.main", region, new() { ["rule"] = Some(firewall.ManagedRules.Count + 1) });
        }

        if (architecture.LoadBalancing.Domain is not null)
        {
            // Terraform only reads it.
            yield return new PlannedResource("data.aws_route53_zone.main", "aws_route53_zone", region, []);
        }
    }

    static IEnumerable<PlannedResource> Services(Architecture architecture, string region)
    {
        var services = architecture.Services;
        var task = services.TaskDefinition;
        yield return Resource(
            "aws_ecs_cluster.main",
            region,
            new() { ["setting"] = new JsonArray(new JsonObject { ["name"] = "containerInsights", ["value"] = "enabled" }) }
        );
        yield return Resource(
            "aws_ecs_service.main",
            region,
            new()
            {
                ["desired_count"] = services.Desired,
                ["capacity_provider_strategy"] = new JsonArray([.. services.Capacity.Select(Capacity)]),
            }
        );
        yield return Resource(
            "aws_ecs_task_definition.placeholder",
            region,
            new()
            {
                ["cpu"] = task.Cpu,
                ["memory"] = task.Memory,
                ["runtime_platform"] = new JsonArray(new JsonObject { ["cpu_architecture"] = task.CpuArchitecture }),
            }
        );
        yield return Resource(
            "aws_appautoscaling_target.main",
            region,
            new() { ["min_capacity"] = services.Min, ["max_capacity"] = services.Max }
        );
        foreach (var schedule in services.Schedules)
        {
            var bounds = new JsonObject { ["min_capacity"] = schedule.Min, ["max_capacity"] = schedule.Max };
            yield return Resource(
                Keyed("aws_appautoscaling_scheduled_action.main", schedule.Name),
                region,
                new() { ["scalable_target_action"] = new JsonArray(bounds) }
            );
        }

        foreach (var repository in services.Repositories)
        {
            yield return Resource($"aws_ecr_repository.{Hcl.Name(repository.Key)}", region);
        }
    }

    static JsonNode Capacity(CapacityProvider provider) =>
        new JsonObject
        {
            ["capacity_provider"] = provider.Name,
            ["base"] = provider.Base,
            ["weight"] = provider.Weight,
        };

    static IEnumerable<PlannedResource> Database(Architecture architecture, Database database, string region)
    {
        yield return Resource(
            "aws_db_instance.main",
            region,
            new()
            {
                ["instance_class"] = database.Class,
                ["engine_version"] = database.Version ?? Model.Database.DefaultVersionOnAws,
                ["engine_lifecycle_support"] = DatabaseSupport.Off,
                ["multi_az"] = database.MultiAz,
                ["allocated_storage"] = database.Storage,
                ["storage_type"] = database.StorageType,
                ["backup_retention_period"] = database.BackupDays,
                ["monitoring_interval"] = database.Monitoring.EnhancedInterval,
            }
        );
        foreach (var replica in database.ReplicaIdentifiers)
        {
            yield return Resource(
                Keyed("aws_db_instance.replica", replica),
                region,
                new()
                {
                    ["instance_class"] = database.Class,
                    ["storage_type"] = database.StorageType,
                    ["monitoring_interval"] = database.Monitoring.EnhancedInterval,
                }
            );
        }

        if (database.BackupCopyRegion is { } copy)
        {
            yield return Resource("aws_db_instance_automated_backups_replication.main", copy);
        }

        yield return Resource("aws_lambda_function.rotation", region);
        yield return Resource("aws_ecr_repository.database_role", region);
    }

    static IEnumerable<PlannedResource> Storage(Architecture architecture, string region)
    {
        var own = architecture.Storage.Own.Where(bucket => bucket.Key != BucketNames.State);
        foreach (var bucket in architecture.Storage.Buckets.Concat(own))
        {
            yield return Resource($"aws_s3_bucket.{Hcl.Name(bucket.Key)}", region);
            if (bucket.Replication is { } copy)
            {
                yield return Resource($"aws_s3_bucket.{Hcl.Name(BucketNames.Copy(bucket.Key))}", copy.Region);
            }
        }
    }

    static IEnumerable<PlannedResource> Secrets(Architecture architecture, string region) =>
        [
            .. architecture.Secrets.All.Select(secret =>
                Resource(
                    secret.Origin == SecretOrigin.User
                        ? Keyed("aws_secretsmanager_secret.app", secret.Key)
                        : $"aws_secretsmanager_secret.{Hcl.Name(secret.Key)}",
                    region
                )
            ),
            .. architecture.Secrets.Keys.Select(key =>
                Resource($"aws_kms_key.{Hcl.Name(key.Key)}", key.Region ?? region, new() { ["enable_key_rotation"] = key.Rotates })
            ),
        ];

    static IEnumerable<PlannedResource> Observability(Architecture architecture, string region) =>
        [
            .. architecture.Observability.LogGroups.Select(group =>
                Resource($"aws_cloudwatch_log_group.{Hcl.Name(group.Key)}", region, new() { ["retention_in_days"] = group.RetentionDays })
            ),
            .. architecture.Observability.MetricFilters.Select(filter =>
                Resource($"aws_cloudwatch_log_metric_filter.{Hcl.Name(filter.Key)}", region)
            ),
            .. architecture.Observability.Alarms.Select(alarm => Alarm(alarm, region)),
            Resource("aws_cloudwatch_dashboard.main", region),
            Resource("aws_sns_topic.alarms", region),
        ];

    static PlannedResource Alarm(Alarm alarm, string region)
    {
        var metrics = alarm.Metrics.Count + (alarm.PercentOf is null ? 0 : 1);
        var queries = Enumerable.Range(0, metrics).Select(JsonNode? (_) => new JsonObject { ["metric"] = Some(1) });
        return Resource(
            $"aws_cloudwatch_metric_alarm.{Hcl.Name(alarm.Key)}",
            region,
            new() { ["metric_query"] = new JsonArray([.. queries]) }
        );
    }

    static IEnumerable<PlannedResource> Pipeline(Architecture architecture, string region)
    {
        yield return Resource("aws_codebuild_project.build", region, Compute(PipelineFile.BuildSize(architecture)));
        yield return Resource("aws_codebuild_project.release", region, Compute("BUILD_GENERAL1_SMALL"));
        yield return Resource("aws_codepipeline.main", region);
        yield return Resource("aws_ssm_parameter.task_definition", region, new() { ["tier"] = "Intelligent-Tiering" });
        if (architecture.Services.ReleaseTask is not null)
        {
            yield return Resource("aws_ssm_parameter.release_task_definition", region, new() { ["tier"] = "Intelligent-Tiering" });
        }
    }

    static JsonObject Compute(string type) => new() { ["environment"] = new JsonArray(new JsonObject { ["compute_type"] = type }) };

    /// <summary>Of <c>infrastructure/account</c>: shared by all environments of the account, but it costs by their tasks.</summary>
    static IEnumerable<PlannedResource> Account(string region) =>
        [Resource("aws_guardduty_detector.main[0]", region), Resource("aws_guardduty_detector_feature.runtime_monitoring[0]", region)];

    static PlannedResource Resource(string address, string region, JsonObject? values = null) =>
        new(address, address.Split('.')[0], region, values ?? []);

    static string Keyed(string address, string key) => $"{address}[\"{key}\"]";

    /// <summary>A list whose elements do not matter.</summary>
    static JsonArray Some(int count) => new([.. Enumerable.Range(0, count).Select(JsonNode? (_) => new JsonObject())]);
}
