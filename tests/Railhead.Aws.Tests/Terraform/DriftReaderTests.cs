namespace Railhead.Aws.Tests;

public sealed class DriftReaderTests
{
    [Theory]
    // What a person changed in the console.
    [InlineData("aws_cloudwatch_log_group", "retention_in_days", "30", "7", "30", "7")]
    [InlineData("aws_db_instance", "deletion_protection", "true", "false", "true", "false")]
    [InlineData("aws_db_instance", "instance_class", "\"db.t4g.small\"", "\"db.t4g.micro\"", "db.t4g.small", "db.t4g.micro")]
    [InlineData("aws_db_instance", "engine_version", "\"16.4\"", "\"17.1\"", "16.4", "17.1")]
    [InlineData("aws_db_instance", "allocated_storage", "100", "20", "100", "20")]
    [InlineData("aws_appautoscaling_target", "max_capacity", "8", "100", "8", "100")]
    [InlineData("aws_cloudwatch_metric_alarm", "alarm_actions", "[\"arn:a\"]", "[]", "[\"arn:a\"]", "[]")]
    public void A_change_of_what_the_configuration_writes_is_drift(
        string type,
        string attribute,
        string before,
        string after,
        string was,
        string now
    ) =>
        Assert.Equal(
            new DriftedAttribute($"{type}.main", attribute, was, now, "Terraform"),
            Assert.Single(DriftReader.Read(Plan(type, attribute, before, after)))
        );

    [Theory]
    // CodeDeploy, auto scaling, RDS and the rotation do their work.
    [InlineData("aws_ecs_service", "task_definition", "\"shop:1\"", "\"shop:9\"")]
    [InlineData("aws_ecs_service", "desired_count", "2", "6")]
    [InlineData("aws_ecs_service", "load_balancer", """[{"target_group_arn":"blue"}]""", """[{"target_group_arn":"green"}]""")]
    [InlineData("aws_ecs_service", "capacity_provider_strategy", "[]", """[{"capacity_provider":"FARGATE"}]""")]
    [InlineData(
        "aws_lb_listener",
        "default_action",
        """[{"type":"forward","target_group_arn":"blue"}]""",
        """[{"type":"forward","target_group_arn":"green"}]"""
    )]
    [InlineData(
        "aws_lb_listener_rule",
        "action",
        """[{"type":"forward","forward":[{"target_group":[{"arn":"blue","weight":100}]}]}]""",
        """[{"type":"forward","forward":[{"target_group":[{"arn":"blue","weight":0}]}]}]"""
    )]
    [InlineData("aws_db_instance", "allocated_storage", "20", "40")]
    [InlineData("aws_db_instance", "engine_version", "\"17.1\"", "\"17.4\"")]
    [InlineData("aws_secretsmanager_secret_version", "secret_string", "\"a\"", "\"b\"")]
    // AWS writes "nothing" and documents in other forms.
    [InlineData("aws_sns_topic_policy", "policy", """ "{\"a\":1,\"b\":2}" """, """ "{ \"b\": 2, \"a\": 1 }" """)]
    [InlineData("aws_lb", "tags_all", "null", "{}")]
    [InlineData("aws_lb", "internal", "null", "false")]
    public void What_its_owner_changes_is_no_drift(string type, string attribute, string before, string after) =>
        Assert.Empty(DriftReader.Read(Plan(type, attribute, before, after)));

    [Fact]
    public void What_AWS_computes_is_no_drift() =>
        Assert.Empty(DriftReader.Read(Plan("aws_lb", "dns_name", "\"a\"", "\"b\"", isWritten: false)));

    [Fact]
    public void A_listener_that_no_longer_forwards_was_changed_by_a_person() =>
        Assert.Single(
            DriftReader.Read(
                Plan(
                    "aws_lb_listener",
                    "default_action",
                    """[{"type":"forward","target_group_arn":"blue"}]""",
                    """[{"type":"fixed-response","target_group_arn":""}]"""
                )
            ),
            change => change is { Attribute: "default_action[0].type", Was: "forward", Is: "fixed-response" }
        );

    [Fact]
    public void With_schedules_the_bounds_of_scaling_are_theirs() =>
        Assert.Empty(
            DriftReader.Read(
                Plan("aws_appautoscaling_target", "max_capacity", "8", "4", state: State("aws_appautoscaling_scheduled_action", "{}"))
            )
        );

    [Fact]
    public void A_deleted_resource_is_gone()
    {
        var change = Assert.Single(DriftReader.Read(Plan("aws_sns_topic", "name", "\"alarms\"", null)));
        Assert.Equal(("id", "the-id", null), (change.Attribute, change.Was, change.Is));
    }

    [Fact]
    public void A_tag_is_named_by_its_key_and_default_tags_count()
    {
        var change = Assert.Single(
            DriftReader.Read(
                Plan("aws_vpc", "tags_all", """{"app":"shop","Name":"a"}""", """{"app":"shop","Name":"b"}""", isWritten: false)
            )
        );
        Assert.Equal(("tags.Name", "a", "b"), (change.Attribute, change.Was, change.Is));
    }

    [Fact]
    public void A_sensitive_value_is_never_shown()
    {
        var plan = Plan("aws_ssm_parameter", "value", "\"hunter2\"", "\"hunter3\"", marks: """, "after_sensitive": {"value": true}""");
        var change = Assert.Single(DriftReader.Read(plan));
        Assert.Equal(("(sensitive)", "(sensitive)"), (change.Was, change.Is));
    }

    [Theory]
    [InlineData(
        "aws_security_group",
        """{"id":"sg-1","ingress":[{"protocol":"tcp","from_port":443,"to_port":443,"cidr_blocks":["0.0.0.0/0"]},{"protocol":"tcp","from_port":22,"to_port":22,"cidr_blocks":["0.0.0.0/0"]}]}""",
        "aws_vpc_security_group_ingress_rule",
        """{"security_group_id":"sg-1","ip_protocol":"tcp","from_port":443,"to_port":443,"cidr_ipv4":"0.0.0.0/0"}""",
        "ingress",
        "tcp 22 0.0.0.0/0"
    )]
    [InlineData(
        "aws_security_group",
        """{"id":"sg-1","egress":[{"protocol":"-1","from_port":0,"to_port":0,"cidr_blocks":["10.0.0.0/8"],"security_groups":["sg-2"]}]}""",
        "aws_vpc_security_group_egress_rule",
        """{"security_group_id":"sg-1","ip_protocol":"-1","from_port":null,"to_port":null,"referenced_security_group_id":"sg-2"}""",
        "egress",
        "all 10.0.0.0/8"
    )]
    [InlineData(
        "aws_network_acl",
        """{"id":"acl-1","ingress":[{"rule_no":100},{"rule_no":50}],"egress":[]}""",
        "aws_network_acl_rule",
        """{"network_acl_id":"acl-1","rule_number":100,"egress":false}""",
        "ingress",
        "rule 50"
    )]
    [InlineData(
        "aws_route_table",
        """{"id":"rtb-1","route":[{"cidr_block":"0.0.0.0/0","gateway_id":""},{"cidr_block":"10.9.0.0/16","gateway_id":"pcx-1"}]}""",
        "aws_route",
        """{"route_table_id":"rtb-1","destination_cidr_block":"0.0.0.0/0"}""",
        "route",
        "10.9.0.0/16"
    )]
    [InlineData(
        "aws_iam_role",
        """{"id":"task","managed_policy_arns":["arn:aws:iam::aws:policy/AdministratorAccess"],"inline_policy":[{"name":"own"}]}""",
        "aws_iam_role_policy",
        """{"role":"task","name":"own"}""",
        "managed_policy_arns",
        "arn:aws:iam::aws:policy/AdministratorAccess"
    )]
    [InlineData(
        "aws_iam_role",
        """{"id":"task","managed_policy_arns":[],"inline_policy":[{"name":"own"},{"name":"more"}]}""",
        "aws_iam_role_policy",
        """{"role":"task","name":"own"}""",
        "inline_policy",
        "more"
    )]
    public void What_somebody_added_beside_the_resources_of_the_configuration_is_drift(
        string parent,
        string values,
        string child,
        string childValues,
        string attribute,
        string added
    )
    {
        var plan = Plan("aws_lb", "internal", "false", "false", state: State(parent, values) + ", " + State(child, childValues));
        Assert.Equal(new DriftedAttribute($"{parent}.main", attribute, null, added, "Terraform"), Assert.Single(DriftReader.Read(plan)));
    }

    [Fact]
    public void What_an_emulator_forgets_was_not_changed_by_hand() =>
        Assert.Empty(DriftReader.Read(Plan("aws_db_instance", "monitoring_interval", "60", "0"), MotoGaps.Forgets));

    [Fact]
    public void An_address_with_module_and_key_is_found_in_the_configuration()
    {
        var plan = """
            {"configuration": {"root_module": {"module_calls": {"more": {"module": {"resources": [
                {"address": "aws_eip.nat", "expressions": {"domain": {}}}]}}}}},
             "resource_drift": [{"address": "module.more[\"a.b\"].aws_eip.nat[\"eu-west-1a\"]", "mode": "managed", "type": "aws_eip",
                "change": {"actions": ["update"], "before": {"domain": "vpc", "arn": "x"}, "after": {"domain": "standard", "arn": "y"}}}]}
            """;
        Assert.Equal("domain", Assert.Single(DriftReader.Read(plan)).Attribute);
    }

    /// <summary>Terraform 1.11 with provider 5.100 and an emulator wrote the plan, after six changes with the AWS CLI.</summary>
    [Fact]
    public void A_recorded_plan_has_every_change_by_hand_and_nothing_else() =>
        Assert.Equal(
            [
                "aws_cloudwatch_log_group.app retention_in_days 90 1",
                "aws_cloudwatch_log_group.app tags.by  hand",
                "aws_iam_role.r inline_policy  more",
                "aws_iam_role.r managed_policy_arns  arn:aws:iam::123456789012:policy/adm",
                "aws_security_group.db ingress  tcp 22 0.0.0.0/0",
                "aws_sns_topic.t id arn:aws:sns:eu-west-1:123456789012:t ",
            ],
            DriftReader
                .Read(Golden.Read("drift-plan.json"))
                .Select(change => $"{change.Resource} {change.Attribute} {change.Was} {change.Is}")
                .Order(StringComparer.Ordinal)
        );

    [Fact]
    public void A_plan_without_drift_is_empty() => Assert.Empty(DriftReader.Read("""{"format_version": "1.2"}"""));

    static string State(string type, string values) =>
        $$$"""{"address": "{{{type}}}.main", "mode": "managed", "type": "{{{type}}}", "values": {{{values}}} }""";

    static string Plan(
        string type,
        string attribute,
        string before,
        string? after,
        bool isWritten = true,
        string state = "",
        string marks = ""
    )
    {
        var written = isWritten ? $"\"{attribute}\": {{}}" : "";
        var now = after is null ? "null" : $"{{ \"id\": \"the-id\", \"{attribute}\": {after} }}";
        return $$$"""
            {
              "configuration": {"root_module": {"resources": [ {"address": "{{{type}}}.main", "expressions": { {{{written}}} } } ]} },
              "prior_state": {"values": {"root_module": {"resources": [ {{{state}}} ]} } },
              "resource_drift": [{"address": "{{{type}}}.main", "mode": "managed", "type": "{{{type}}}", "change": {
                "actions": ["{{{(after is null ? "delete" : "update")}}}"],
                "before": {"id": "the-id", "{{{attribute}}}": {{{before}}} },
                "after": {{{now}}} {{{marks}}} } }]
            }
            """;
    }
}
