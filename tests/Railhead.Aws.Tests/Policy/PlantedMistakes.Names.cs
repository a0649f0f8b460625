using System.Text.Json.Nodes;

namespace Railhead.Aws.Tests;

/// <summary>Mistakes in names: too long, taken, without the environment, or of things that nothing makes.</summary>
static partial class PlantedMistakes
{
    const string Placeholder = "aws_ecs_task_definition.placeholder";
    const string Group = "aws_codedeploy_deployment_group.main";
    const string Account = "eu-central-1:123456789012";

    static IEnumerable<PlantedMistake> Names() =>
        [
            Long("aws_lb.main", "name", "shop-production-load-balancer-blue"),
            Long("aws_lb_target_group.blue", "name", "shop-production-target-group-blue"),
            Long("aws_iam_role.task", "name", $"shop-production-{new string('a', 60)}"),
            Long("aws_cloudwatch_event_rule.task_stopped", "name", $"shop-production-{new string('a', 60)}"),
            Long("aws_s3_bucket.files", "bucket", "shop-production-Files-123456789012"),
            Long("aws_db_instance.main", "identifier", "shop-production--db"),
            Long("aws_ecr_repository.app", "name", "shop/Production/app"),
            Taken("aws_iam_role.task", "name", "shop-production-build"),
            Taken("aws_secretsmanager_secret.storage", "name", "shop/production/database"),
            Taken("aws_cloudwatch_metric_alarm.cpu", "alarm_name", "shop-production-memory"),
            Taken("aws_cloudwatch_log_group.nginx", "name", "/railhead/shop/production/app"),
            Shared("aws_iam_role.task", "name", "shop-task"),
            Shared("aws_s3_bucket.files", "bucket", "shop-files-123456789012"),
            Shared("aws_sns_topic.alarms", "name", "alarms"),
            Shared("aws_secretsmanager_secret.database", "name", "shop/staging/database"),
            Shared("aws_lb.main", "name", "shop-lb"),
            new(
                "a deployment watches an alarm that nothing makes",
                "alarms-exist",
                Group,
                plan => plan.Set(Group, "alarm_configuration.0.alarms.1", "shop-production-serverErrors")
            ),
            new(
                "a composite alarm names an alarm that nothing makes",
                "alarms-exist",
                "aws_cloudwatch_composite_alarm.all",
                plan =>
                    plan.Add(
                        "aws_cloudwatch_composite_alarm.all",
                        new JsonObject
                        {
                            ["alarm_name"] = "shop-production-all",
                            ["alarm_rule"] = "ALARM(\"shop-production-latency\") OR ALARM(\"shop-production-errors\")",
                        }
                    )
            ),
            new(
                "a container logs to a group that nothing makes",
                "log-groups-exist",
                Placeholder,
                plan => plan.Replace(Placeholder, "container_definitions", "/railhead/shop/production/app", "/railhead/shop/production/web")
            ),
            new(
                "a filter counts in a group that nothing makes",
                "log-groups-exist",
                "aws_cloudwatch_log_metric_filter.app_errors",
                plan => plan.Set("aws_cloudwatch_log_metric_filter.app_errors", "log_group_name", "/railhead/shop/production/application")
            ),
            new(
                "a container reads a secret that nothing makes",
                "secrets-exist",
                Placeholder,
                plan => plan.Replace(Placeholder, "container_definitions", "\"name\":\"app\",", Secret("shop/production/databse"))
            ),
            new(
                "a container reads a secret of the other environment",
                "secrets-exist",
                Placeholder,
                plan => plan.Replace(Placeholder, "container_definitions", "\"name\":\"app\",", Secret("shop/production/stripe"))
            ),
            new(
                "a build reads a parameter that nothing makes",
                "secrets-exist",
                "aws_codebuild_project.build",
                plan =>
                    plan.Set(
                        "aws_codebuild_project.build",
                        "environment.0.environment_variable.0",
                        new JsonObject
                        {
                            ["name"] = "SPEC",
                            ["type"] = "PARAMETER_STORE",
                            ["value"] = "/railhead/shop/production/appspec",
                        }
                    )
            ),
            Denied("a secret", "secretsmanager:GetSecretValue", $"arn:aws:secretsmanager:{Account}:secret:shop/production/databse-??????"),
            Denied("a repository", "ecr:BatchGetImage", $"arn:aws:ecr:{Account}:repository/shop/production/web"),
            Denied("a log group", "logs:PutLogEvents", $"arn:aws:logs:{Account}:log-group:/railhead/shop/production/web:*"),
            Denied("a bucket", "logs:PutLogEvents", "arn:aws:s3:::shop-production-uploads-123456789012/*"),
            new(
                "an alarm watches a cluster that nothing makes",
                "alarms-watch-existing-things",
                "aws_cloudwatch_metric_alarm.cpu",
                plan => plan.Set("aws_cloudwatch_metric_alarm.cpu", "dimensions.ClusterName", "shop-production-cluster")
            ),
            new(
                "an alarm watches a database that nothing makes",
                "alarms-watch-existing-things",
                "aws_cloudwatch_metric_alarm.database_cpu",
                plan => plan.Set("aws_cloudwatch_metric_alarm.database_cpu", "dimensions.DBInstanceIdentifier", "shop-production-database")
            ),
            new(
                "an image of a repository that nothing makes",
                "images-have-a-repository",
                Placeholder,
                plan =>
                    plan.Replace(
                        Placeholder,
                        "container_definitions",
                        "public.ecr.aws/docker/library/python:",
                        "123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop/production/application:"
                    )
            ),
        ];

    static PlantedMistake Long(string address, string attribute, string name) =>
        new($"{address} has a name that AWS refuses", "names-fit", address, plan => plan.Set(address, attribute, name));

    static PlantedMistake Taken(string address, string attribute, string name) =>
        new($"{address} has another one's name", "names-are-unique", null, plan => plan.Set(address, attribute, name));

    static PlantedMistake Shared(string address, string attribute, string name) =>
        new(
            $"{address} collides with another environment's",
            "names-tell-environments",
            address,
            plan => plan.Set(address, attribute, name)
        );

    static PlantedMistake Denied(string what, string action, string arn) =>
        new(
            $"a policy names {what} that nothing makes",
            "policies-name-existing-things",
            "aws_iam_role_policy.execution",
            plan => plan.ChangeStatements(Execution, action, one => With(one, "resources", arn))
        );

    static string Secret(string name) =>
        $$"""
            "name":"app","secrets":[{"name":"A","valueFrom":"arn:aws:secretsmanager:{{Account}}:secret:{{name}}-AbCdEf"}],
            """.Trim();
}
