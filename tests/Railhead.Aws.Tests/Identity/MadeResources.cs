using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Railhead.Aws.Tests;

/// <summary>
/// The attributes that AWS would give to resources, for the types that policies and the table of calls name. Source of the ARNs: "Actions,
/// resources, and condition keys" in the Service Authorization Reference.
/// </summary>
static partial class MadeResources
{
    const string Own = "arn:{partition}:{service}:{region}:{account}:";

    /// <summary>
    /// Type → attributes → their form. <c>{x}</c> is the attribute x of the block, <c>{id8}</c> a text that AWS would invent.
    /// </summary>
    static readonly Dictionary<string, (string Attribute, string Form)[]> Forms = new()
    {
        ["aws_budgets_budget"] = [("arn", "arn:{partition}:budgets::{account}:budget/{name}")],
        ["aws_cloudwatch_event_rule"] = [("arn", Own + "rule/{name}"), ("name", "{name}")],
        ["aws_cloudwatch_log_group"] = [("arn", Own + "log-group:{name}"), ("name", "{name}"), ("id", "{name}")],
        ["aws_cloudwatch_metric_alarm"] = [("arn", Own + "alarm:{alarm_name}"), ("alarm_name", "{alarm_name}")],
        ["aws_codebuild_project"] = [("arn", Own + "project/{name}"), ("name", "{name}")],
        ["aws_codedeploy_app"] = [("arn", Own + "application:{name}"), ("name", "{name}")],
        ["aws_codedeploy_deployment_config"] =
        [
            ("arn", Own + "deploymentconfig:{deployment_config_name}"),
            ("deployment_config_name", "{deployment_config_name}"),
        ],
        ["aws_codedeploy_deployment_group"] =
        [
            ("arn", Own + "deploymentgroup:{app_name}/{deployment_group_name}"),
            ("deployment_group_name", "{deployment_group_name}"),
        ],
        ["aws_codepipeline"] = [("arn", Own + "{name}"), ("name", "{name}")],
        ["aws_codestarconnections_connection"] =
        [
            ("arn", Own + "connection/{id8}-0000-4000-8000-000000000000"),
            // The service's new name.
            ("codeconnections_arn", "arn:{partition}:codeconnections:{region}:{account}:connection/{id8}-0000-4000-8000-000000000000"),
        ],
        ["aws_db_instance"] =
        [
            ("arn", Own + "db:{identifier}"),
            ("identifier", "{identifier}"),
            ("address", "{identifier}.example.com"),
            ("port", "5432"),
        ],
        ["aws_dynamodb_table"] = [("arn", Own + "table/{name}"), ("name", "{name}")],
        ["aws_ecr_repository"] =
        [
            ("arn", Own + "repository/{name}"),
            ("name", "{name}"),
            ("repository_url", "{account}.dkr.ecr.{region}.amazonaws.com/{name}"),
        ],
        ["aws_ecs_cluster"] = [("arn", Own + "cluster/{name}"), ("name", "{name}"), ("id", Own + "cluster/{name}")],
        ["aws_ecs_service"] = [("id", Own + "service/{cluster}/{name}"), ("name", "{name}")],
        ["aws_ecs_task_definition"] =
        [
            ("arn", Own + "task-definition/{family}:7"),
            ("arn_without_revision", Own + "task-definition/{family}"),
            ("family", "{family}"),
        ],
        ["aws_flow_log"] = [("arn", Own + "vpc-flow-log/fl-{id8}"), ("id", "fl-{id8}")],
        ["aws_iam_role"] = [("arn", "arn:{partition}:iam::{account}:role/{name}"), ("name", "{name}"), ("id", "{name}")],
        ["aws_kms_key"] =
        [
            ("arn", Own + "key/{id8}-0000-4000-8000-000000000000"),
            ("key_id", "{id8}-0000-4000-8000-000000000000"),
            ("id", "{id8}-0000-4000-8000-000000000000"),
        ],
        ["aws_lambda_function"] = [("arn", Own + "function:{function_name}"), ("function_name", "{function_name}")],
        ["aws_lb"] = [("arn", Own + "loadbalancer/app/{name}/{id8}00000000"), ("name", "{name}"), ("id", "{name}")],
        ["aws_lb_listener"] = [("arn", Own + "listener/app/{load_balancer}/{id8}00000000/{id8}11111111")],
        ["aws_lb_listener_rule"] = [("arn", Own + "listener-rule/app/{load_balancer}/{id8}00000000/{id8}11111111/{id8}22222222")],
        ["aws_lb_target_group"] = [("arn", Own + "targetgroup/{name}/{id8}00000000"), ("name", "{name}")],
        ["aws_s3_bucket"] = [("arn", "arn:{partition}:s3:::{bucket}"), ("bucket", "{bucket}"), ("id", "{bucket}")],
        ["aws_secretsmanager_secret"] = [("arn", Own + "secret:{name}-{id6}"), ("name", "{name}"), ("id", Own + "secret:{name}-{id6}")],
        ["aws_sns_topic"] = [("arn", Own + "{name}"), ("name", "{name}"), ("id", Own + "{name}")],
        ["aws_sqs_queue"] = [("arn", Own + "{name}"), ("name", "{name}"), ("id", "https://sqs/{name}")],
        ["aws_ssm_parameter"] = [("arn", Own + "parameter{name}"), ("name", "{name}")],
        ["aws_vpc"] = [("arn", Own + "vpc/vpc-{id8}"), ("id", "vpc-{id8}")],
    };

    /// <summary>The prefix of a service in its ARNs, where it differs from the type's.</summary>
    static readonly Dictionary<string, string> Services = new()
    {
        ["aws_cloudwatch_event_rule"] = "events",
        ["aws_cloudwatch_log_group"] = "logs",
        ["aws_codestarconnections_connection"] = "codestar-connections",
        ["aws_db_instance"] = "rds",
        ["aws_flow_log"] = "ec2",
        ["aws_lb"] = "elasticloadbalancing",
        ["aws_lb_listener"] = "elasticloadbalancing",
        ["aws_lb_listener_rule"] = "elasticloadbalancing",
        ["aws_lb_target_group"] = "elasticloadbalancing",
        ["aws_vpc"] = "ec2",
    };

    /// <summary>Whether a policy or the table of calls may name resources of this type.</summary>
    public static bool Has(string type) => Forms.ContainsKey(type);

    /// <summary>An object in HCL with these attributes.</summary>
    /// <param name="block">A resource.</param>
    /// <param name="region">Of its provider.</param>
    /// <param name="system">The environment: what AWS invents differs from one to the next.</param>
    public static string Of(HclBlock block, string region, string system)
    {
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{system} {block.Address}")));
        var attributes = Forms
            .GetValueOrDefault(block.Type, [("arn", Own + "{id8}"), ("id", "{id8}")])
            .Select(pair =>
                pair.Attribute
                + " = \""
                + PlacePattern()
                    .Replace(
                        pair.Form,
                        match =>
                            match.Groups[1].Value switch
                            {
                                "partition" => "aws",
                                "service" => Services.GetValueOrDefault(block.Type) ?? block.Type.Split('_')[1],
                                "region" => region,
                                "account" => "${local.account_id}",
                                "id8" => id[..8],
                                "id6" => id[..6],
                                // These two are in the block by their ARN.
                                "cluster" => "${local.made_aws_ecs_cluster_main.name}",
                                "load_balancer" => "${local.made_aws_lb_main.name}",
                                var name => $"${{{block.Attribute(name)}}}",
                            }
                    )
                + "\""
            );
        return $"{{ {string.Join(", ", attributes)} }}";
    }

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex PlacePattern();
}
