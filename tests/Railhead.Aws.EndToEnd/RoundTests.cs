using System.Text.Json;

namespace Railhead.EndToEnd;

/// <summary>What must hold in the life of an environment on AWS, as far as the emulator can show it.</summary>
public sealed class RoundTests(Round round) : IClassFixture<Round>
{
    static readonly string[] OwnSecrets = ["shop/production/app/SESSION_KEY", "shop/production/app/STRIPE_KEY"];

    [Fact]
    public void Bootstrap_makes_the_state_bucket_and_moves_its_own_state_into_it()
    {
        RequiredTools.Need(Emulator.Tools);
        Assert.Contains("railhead-state-eu-central-1-123456789012", round.Bootstrap.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("✓", round.BootstrapAgain.Error, StringComparison.Ordinal);
        Assert.Equal("Enabled", round.Witness.StateVersioning.GetProperty("Status").GetString());
        Assert.Empty(Directory.EnumerateFiles(round.Machine.Infrastructure("account"), "*tfstate*"));
    }

    [Fact]
    public void An_interrupted_apply_says_so_leaves_no_lock_and_the_next_one_goes_on()
    {
        RequiredTools.Need(Emulator.Tools);
        Assert.Equal(130, round.Interrupted.ExitCode);
        Assert.Contains("run the same command again", round.Interrupted.Error, StringComparison.Ordinal);
        Assert.Equal(0, round.Apply.ExitCode);
    }

    [Fact]
    public void Of_two_applies_at_once_the_second_is_told_who_works()
    {
        RequiredTools.Need(Emulator.Tools);
        Assert.Equal(1, round.Locked.ExitCode);
        Assert.Contains("Somebody else is changing this environment", round.Locked.Error, StringComparison.Ordinal);
        Assert.Contains("force-unlock", round.Locked.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_load_balancer_redirects_to_TLS()
    {
        RequiredTools.Need(Emulator.Tools);
        Assert.Equal("active", round.Witness.LoadBalancer.GetProperty("State").GetProperty("Code").GetString());
        Assert.Equal(3, round.Witness.LoadBalancer.GetProperty("AvailabilityZones").GetArrayLength());
        Assert.Equal([80, 443], round.Witness.Listeners.Select(listener => listener.GetProperty("Port").GetInt32()).Order());
        Assert.Equal("redirect", Listener(80).GetProperty("DefaultActions")[0].GetProperty("Type").GetString());
        Assert.Contains("TLS13", Listener(443).GetProperty("SslPolicy").GetString(), StringComparison.Ordinal);
        Assert.Equal(
            ["shop-production-blue", "shop-production-green"],
            round.Witness.TargetGroups.Select(group => group.GetProperty("TargetGroupName").GetString()).Order()
        );
        Assert.All(round.Witness.TargetGroups, group => Assert.Equal("/health?deep=1", group.GetProperty("HealthCheckPath").GetString()));
        Assert.Equal(5, round.Witness.Firewall.GetProperty("WebACL").GetProperty("Rules").GetArrayLength());
    }

    [Fact]
    public void The_service_runs_both_containers_behind_the_blue_group()
    {
        RequiredTools.Need(Emulator.Tools);
        Assert.Equal("CODE_DEPLOY", round.Witness.Service.GetProperty("deploymentController").GetProperty("type").GetString());
        var containers = round
            .Witness.TaskDefinition.GetProperty("containerDefinitions")
            .EnumerateArray()
            .ToDictionary(container => container.GetProperty("name").GetString()!);
        Assert.Equal(["app", "nginx"], containers.Keys.Order());
        Assert.Equal(3000, containers["app"].GetProperty("portMappings")[0].GetProperty("containerPort").GetInt32());
        Assert.Equal(80, containers["nginx"].GetProperty("portMappings")[0].GetProperty("containerPort").GetInt32());
        Assert.All(containers.Values, container => Assert.True(container.GetProperty("readonlyRootFilesystem").GetBoolean()));
        Assert.Equal(3, round.Witness.Repositories.Count);
        Assert.All(
            round.Witness.Repositories,
            repository => Assert.Equal("IMMUTABLE", repository.GetProperty("imageTagMutability").GetString())
        );
    }

    [Fact]
    public void The_database_is_in_two_zones_encrypted_protected_and_private()
    {
        RequiredTools.Need(Emulator.Tools);
        Assert.True(round.Witness.Database.GetProperty("MultiAZ").GetBoolean());
        Assert.True(round.Witness.Database.GetProperty("StorageEncrypted").GetBoolean());
        Assert.True(round.Witness.Database.GetProperty("DeletionProtection").GetBoolean());
        Assert.False(round.Witness.Database.GetProperty("PubliclyAccessible").GetBoolean());
        Assert.Equal(21, round.Witness.Database.GetProperty("BackupRetentionPeriod").GetInt32());
        Assert.Equal("db.r6g.large", round.Witness.Database.GetProperty("DBInstanceClass").GetString());
    }

    [Fact]
    public void Files_are_versioned_encrypted_and_copied_to_a_second_region()
    {
        RequiredTools.Need(Emulator.Tools);
        Assert.Equal("Enabled", round.Witness.FilesVersioning.GetProperty("Status").GetString());
        Assert.Contains("aws:kms", round.Witness.FilesEncryption.GetRawText(), StringComparison.Ordinal);
        Assert.Contains("shop-production-files-copy-123456789012", round.Witness.FilesReplication.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public void Secrets_roles_alarms_and_addresses_are_there()
    {
        RequiredTools.Need(Emulator.Tools);
        string[] secrets = ["database", "database-admin", "endpoint", "storage"];
        Assert.Equal(secrets.Select(name => $"shop/production/{name}").Concat(OwnSecrets).Order(), round.Witness.Secrets.Order());
        string[] roles =
        [
            "task",
            "execution",
            "build",
            "release",
            "pipeline",
            "deploy",
            "flow-logs",
            "monitoring",
            "replication",
            "rotation",
            "database-role",
        ];
        Assert.Equal(
            roles.Select(role => $"shop-production-{role}").Order(),
            round.Witness.Roles.Where(role => role.StartsWith("shop-", StringComparison.Ordinal)).Order()
        );
        Assert.Contains("shop-production-database-storage", round.Witness.Alarms);
        Assert.Contains("shop-production-no-healthy-task", round.Witness.Alarms);
        Assert.Equal(["boss@example.com", "ops@example.com"], round.Witness.Subscriptions.Order());
        Assert.All(round.Witness.LogGroups, group => Assert.True(group.TryGetProperty("retentionInDays", out _), group.GetRawText()));
    }

    [Fact]
    public void A_plan_after_the_apply_a_deployment_and_scaling_is_empty()
    {
        RequiredTools.Need(Emulator.Tools);
        Assert.Empty(Changes(round.Plan));
    }

    [Fact]
    public void A_new_listener_points_to_the_group_that_serves()
    {
        RequiredTools.Need(Emulator.Tools);
        var target = round.NewListener.GetProperty("DefaultActions")[0].GetProperty("TargetGroupArn").GetString()!;
        Assert.Contains("targetgroup/shop-production-green/", target, StringComparison.Ordinal);
    }

    [Fact]
    public void No_secret_value_is_in_state_plan_or_output()
    {
        RequiredTools.Need(Emulator.Tools);
        Assert.Equal(2, round.Secrets.Count);
        Assert.All(
            round.Secrets,
            value =>
            {
                Assert.True(value.Length >= 20);
                foreach (
                    var text in (string[])
                        [
                            round.State,
                            round.Plan.Output,
                            round.FullPlan.GetRawText(),
                            round.Apply.Output,
                            round.Apply.Error,
                            round.Outputs.Output,
                        ]
                )
                {
                    Assert.DoesNotContain(value, text, StringComparison.Ordinal);
                }
            }
        );
        Assert.Contains("aws_secretsmanager_secret_version", round.State, StringComparison.Ordinal);
    }

    [Fact]
    public void The_plan_breaks_no_rule_without_a_written_reason()
    {
        RequiredTools.Need(Emulator.Tools);
        var findings = Json.Read(round.Policy.Succeeded().Output).GetProperty("findings").EnumerateArray();
        Assert.Empty(findings.Select(finding => $"{finding.GetProperty("resource")}: {finding.GetProperty("message")}"));
    }

    [Fact]
    public void What_the_emulator_cannot_hold_is_planned_as_designed()
    {
        RequiredTools.Need(Emulator.Tools);
        var planned = round
            .FullPlan.GetProperty("planned_values")
            .GetProperty("root_module")
            .GetProperty("resources")
            .EnumerateArray()
            .Where(resource => resource.TryGetProperty("values", out _))
            .ToLookup(resource => resource.GetProperty("type").GetString()!, resource => resource.GetProperty("values"));
        var bounds = planned["aws_appautoscaling_target"].Single();
        Assert.Equal((3, 12), (bounds.GetProperty("min_capacity").GetInt32(), bounds.GetProperty("max_capacity").GetInt32()));
        Assert.Equal(3, planned["aws_appautoscaling_policy"].Count());
        Assert.Equal(2, planned["aws_appautoscaling_scheduled_action"].Count());
        var shift = planned["aws_codedeploy_deployment_config"].Single().GetProperty("traffic_routing_config")[0];
        Assert.Equal("TimeBasedLinear", shift.GetProperty("type").GetString());
        Assert.Equal(
            (20, 3),
            (
                shift.GetProperty("time_based_linear")[0].GetProperty("percentage").GetInt32(),
                shift.GetProperty("time_based_linear")[0].GetProperty("interval").GetInt32()
            )
        );
        var group = planned["aws_codedeploy_deployment_group"].Single();
        Assert.True(group.GetProperty("auto_rollback_configuration")[0].GetProperty("enabled").GetBoolean());
        Assert.Contains(
            "shop-production-server-errors",
            group.GetProperty("alarm_configuration")[0].GetRawText(),
            StringComparison.Ordinal
        );
        var stages = planned["aws_codepipeline"]
            .Single()
            .GetProperty("stage")
            .EnumerateArray()
            .Select(stage => stage.GetProperty("name").GetString());
        Assert.Equal(["Source", "Build", "Approval", "Deploy"], stages);
        Assert.Equal(
            2,
            planned["aws_db_instance"]
                .Count(instance => instance.GetProperty("identifier").GetString()!.Contains("replica", StringComparison.Ordinal))
        );
        Assert.Equal("1500", planned["aws_budgets_budget"].Single().GetProperty("limit_amount").GetString());
        Assert.Single(planned["aws_codestarconnections_connection"]);
        Assert.Single(planned["aws_db_instance_automated_backups_replication"]);
    }

    [Fact]
    public void Production_is_destroyed_only_when_asked_for_twice_and_leaves_what_is_documented()
    {
        RequiredTools.Need(Emulator.Tools);
        Assert.Equal(2, round.RefusedDestroy.ExitCode);
        Assert.Equal(["railhead-state-eu-central-1-123456789012"], round.Leftovers.Buckets);
        Assert.Empty(round.Leftovers.Databases);
        Assert.Empty(round.Leftovers.LoadBalancers);
        Assert.Empty(round.Leftovers.Vpcs);
        Assert.Empty(round.Leftovers.Roles);
        Assert.Empty(round.Leftovers.Alarms);
        Assert.Empty(round.Leftovers.Repositories);
        Assert.Empty(round.Leftovers.Secrets);
        Assert.Equal(OwnSecrets, round.Leftovers.DeletedSecrets.Order());
        Assert.StartsWith("shop-production-final", Assert.Single(round.Leftovers.Snapshots), StringComparison.Ordinal);
    }

    JsonElement Listener(int port) => round.Witness.Listeners.First(listener => listener.GetProperty("Port").GetInt32() == port);

    static List<string> Changes(Finished plan)
    {
        using var document = JsonDocument.Parse(plan.Output);
        return document.RootElement.GetProperty("changes").EnumerateArray().Select(change => change.GetRawText()).ToList();
    }
}
