namespace Railhead.Aws.Tests;

public sealed class PlanSummaryTests
{
    [Fact]
    public void A_replaced_database_is_named_with_its_reason_and_its_risk()
    {
        var change = Assert.Single(
            PlanSummary.Read(
                Plan(
                    "aws_db_instance",
                    """["delete", "create"]""",
                    before: """{"identifier": "old", "engine_version": "15", "arn": "a"}""",
                    after: """{"identifier": "new", "engine_version": "15"}""",
                    unknown: """{"arn": true}""",
                    more: """, "replace_paths": [["identifier"]]"""
                )
            )
        );
        Assert.Equal(PlannedAction.Replace, change.Action);
        Assert.Equal(new AttributeChange("identifier", "\"old\"", "\"new\"", ForcesReplacement: true), Assert.Single(change.Attributes));
        Assert.Contains("DATA ARE DELETED", change.Risk, StringComparison.Ordinal);
    }

    [Fact]
    public void A_larger_class_is_told_with_the_restart_that_it_means()
    {
        var change = Assert.Single(
            PlanSummary.Read(
                Plan(
                    "aws_db_instance",
                    """["update"]""",
                    before: """{"instance_class": "db.t4g.micro"}""",
                    after: """{"instance_class": "db.t4g.small"}"""
                )
            )
        );
        Assert.Equal(("\"db.t4g.micro\"", "\"db.t4g.small\""), (change.Attributes[0].Before, change.Attributes[0].After));
        Assert.Contains("restarts", change.Risk, StringComparison.Ordinal);
    }

    [Fact]
    public void Sensitive_values_are_never_shown()
    {
        var change = Assert.Single(
            PlanSummary.Read(
                Plan(
                    "aws_ssm_parameter",
                    """["update"]""",
                    before: """{"value": "hunter2"}""",
                    after: """{"value": "hunter3"}""",
                    more: """, "before_sensitive": {"value": true}, "after_sensitive": {"value": true}"""
                )
            )
        );
        Assert.Equal(
            new AttributeChange("value", "(sensitive)", "(sensitive)", ForcesReplacement: false),
            Assert.Single(change.Attributes)
        );
    }

    /// <summary>Terraform deletes these before it creates the new ones; an update would not.</summary>
    [Theory]
    [InlineData("aws_network_acl_rule")]
    [InlineData("aws_vpc_security_group_ingress_rule")]
    [InlineData("aws_route")]
    [InlineData("aws_lb_listener")]
    [InlineData("aws_route53_record")]
    public void A_replacement_that_cuts_connections_says_so(string type)
    {
        var change = Assert.Single(PlanSummary.Read(Plan(type, """["delete", "create"]""", "{}", "{}")));
        Assert.Contains("before the new one is created", change.Risk, StringComparison.Ordinal);
        Assert.NotNull(Assert.Single(PlanSummary.Read(Plan(type, """["delete"]""", "{}", "{}"))).Risk);
        Assert.Null(Assert.Single(PlanSummary.Read(Plan(type, """["create"]""", "{}", "{}"))).Risk);
    }

    /// <summary>Nobody notices when these are replaced, and nobody misses them.</summary>
    static readonly string[] Unnoticed =
    [
        "aws_acm_certificate_validation",
        "aws_cloudwatch_dashboard",
        "aws_cloudwatch_event_target",
        "aws_cloudwatch_log_metric_filter",
        "aws_codedeploy_deployment_config",
        "aws_db_parameter_group",
        "aws_default_security_group",
        "aws_ecr_lifecycle_policy",
        "aws_ecs_cluster_capacity_providers",
        "aws_ecs_task_definition",
        "aws_kms_alias",
        "aws_s3_bucket_logging",
        "aws_s3_bucket_ownership_controls",
        "aws_s3_bucket_server_side_encryption_configuration",
        "aws_s3_bucket_lifecycle_configuration",
        "aws_s3_bucket_versioning",
        "aws_sns_topic_policy",
        "aws_ssm_parameter",
        "aws_wafv2_web_acl_logging_configuration",
    ];

    [Fact]
    public void Every_loss_that_somebody_notices_has_a_sentence()
    {
        var types = Blueprints
            .All.Concat(Blueprints.Native)
            .SelectMany(row => Synth.Environment(Blueprints.Architecture(row.Data.Item1, row.Data.Item2)))
            .SelectMany(file => HclBlocks.Resources(file.Text))
            .Select(address => address.Split('.')[0])
            .Distinct()
            .ToList();
        string[] losses = ["""["delete", "create"]""", """["create", "delete"]""", """["delete"]"""];
        var silent = types.Where(type => losses.Any(loss => Assert.Single(PlanSummary.Read(Plan(type, loss, "{}", "{}"))).Risk is null));
        Assert.Equal(Unnoticed.Order(), silent.Order());
    }

    [Fact]
    public void A_read_replica_is_not_the_database()
    {
        var plan = Plan("aws_db_instance", """["delete"]""", "{}", "{}")
            .Replace("aws_db_instance.main", "aws_db_instance.replica[\\\"a\\\"]");
        Assert.Contains("The database keeps its data", Assert.Single(PlanSummary.Read(plan)).Risk, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""["no-op"]""")]
    [InlineData("""["read"]""")]
    public void What_stays_is_no_change(string actions) => Assert.Empty(PlanSummary.Read(Plan("aws_vpc", actions, "{}", "{}")));

    [Fact]
    public void A_plan_without_anything_is_empty() => Assert.Empty(PlanSummary.Read("""{"format_version": "1.2"}"""));

    static string Plan(string type, string actions, string before, string after, string unknown = "{}", string more = "") =>
        $$$"""
            {"resource_changes": [{"address": "{{{type}}}.main", "type": "{{{type}}}", "change":
              {"actions": {{{actions}}}, "before": {{{before}}}, "after": {{{after}}}, "after_unknown": {{{unknown}}} {{{more}}} }}]}
            """;
}
