using System.Text.Json.Nodes;

namespace Railhead.Aws.Tests;

/// <summary>The rules about the work of roles are silent where a plan does not show all that a role may do.</summary>
public sealed class RoleWorkTests
{
    const string Function = """
        "aws_lambda_function.a": { "function_name": "a", "role": "${aws_iam_role.a.arn}" }
        """;

    [Theory]
    [InlineData("""{ "name": "a" }""", true)]
    [InlineData("""{ "name": "a", "managed_policy_arns": ["arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"] }""", false)]
    [InlineData("""{ "name": "a", "inline_policy": [{ "name": "logs", "policy": "{}" }] }""", false)]
    public void A_role_is_judged_by_policies_of_its_own_only(string role, bool isFound) =>
        Assert.Equal(isFound, Finds($$"""{ "aws_iam_role.a": {{role}}, {{Function}} }"""));

    [Theory]
    [InlineData("arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole")]
    [InlineData("${local.policy}")]
    public void A_role_with_a_policy_that_the_plan_hides_is_left_out(string policy) =>
        Assert.False(
            Finds(
                $$"""
                {
                  "aws_iam_role.a": { "name": "a" }, {{Function}},
                  "aws_iam_role_policy_attachment.a": { "role": "${aws_iam_role.a.name}", "policy_arn": "{{policy}}" }
                }
                """
            )
        );

    [Theory]
    [InlineData("codedeploy.amazonaws.com", true)]
    [InlineData("codedeploy.eu-west-1.amazonaws.com", true)]
    [InlineData("codebuild.amazonaws.com", false)]
    public void A_service_may_be_trusted_by_its_regional_name(string service, bool isTrusted)
    {
        var plan = new JsonObject
        {
            ["aws_iam_role.a"] = new JsonObject { ["name"] = "a", ["assume_role_policy"] = Trust(service) },
            ["aws_codedeploy_deployment_group.a"] = new JsonObject { ["service_role_arn"] = "${aws_iam_role.a.arn}" },
        };
        Assert.Equal(!isTrusted, Rules(plan.ToJsonString()).Contains("roles-trust-their-service"));
    }

    /// <summary>The role is in blocks of the service that only version 6 of the provider has.</summary>
    [Theory]
    [InlineData("aws_lb_listener_rule", "elasticloadbalancing:ModifyRule", "ecs.amazonaws.com", false, false)]
    [InlineData("aws_lb_listener_rule", "elasticloadbalancing:ModifyListener", "ecs.amazonaws.com", true, false)]
    [InlineData("aws_lb_listener", "elasticloadbalancing:ModifyListener", "ecs.amazonaws.com", false, false)]
    [InlineData("aws_lb_listener_rule", "elasticloadbalancing:ModifyRule", "ecs-tasks.amazonaws.com", false, true)]
    public void The_role_by_which_ECS_moves_traffic_is_judged(string type, string change, string service, bool isDenied, bool isDistrusted)
    {
        string[] actions = ["Describe*", "RegisterTargets", "DeregisterTargets"];
        var allowed = new JsonArray([change, .. actions.Select(action => JsonValue.Create($"elasticloadbalancing:{action}"))]);
        var rules = Rules(
            new JsonObject
            {
                ["aws_iam_role.a"] = new JsonObject { ["name"] = "a", ["assume_role_policy"] = Trust(service) },
                ["aws_iam_role_policy.a"] = new JsonObject { ["role"] = "${aws_iam_role.a.name}", ["policy"] = Policy(allowed, null) },
                [$"{type}.a"] = new JsonObject { ["arn"] = $"${{{type}.a.arn}}" },
                ["aws_ecs_service.a"] = new JsonObject
                {
                    ["name"] = "a",
                    ["load_balancer"] = new JsonArray(
                        new JsonObject
                        {
                            ["advanced_configuration"] = new JsonArray(
                                new JsonObject
                                {
                                    ["role_arn"] = "${aws_iam_role.a.arn}",
                                    ["production_listener_rule"] = $"${{{type}.a.arn}}",
                                }
                            ),
                        }
                    ),
                },
            }.ToJsonString()
        );
        Assert.Equal((isDenied, isDistrusted), (rules.Contains("roles-can-do-their-work"), rules.Contains("roles-trust-their-service")));
    }

    static string Trust(string service) => Policy("sts:AssumeRole", new JsonObject { ["Service"] = service });

    static string Policy(JsonNode action, JsonNode? principal)
    {
        var statement = new JsonObject { ["Effect"] = "Allow", ["Action"] = action };
        statement[principal is null ? "Resource" : "Principal"] = principal ?? "*";
        return new JsonObject { ["Statement"] = statement }.ToJsonString();
    }

    static bool Finds(string plan) => Rules(plan).Contains("roles-can-do-their-work");

    static HashSet<string> Rules(string plan) =>
        [.. PolicyCheck.Find(PolicyPlan.Read(PlanText.Of(plan)), false, []).Select(finding => finding.Rule.Name)];
}
