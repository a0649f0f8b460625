using System.Text.Json.Nodes;

namespace Railhead.Aws.Tests;

/// <summary>Mistakes in policies: encryption, exposure, privilege, backup, availability and logging.</summary>
static partial class PlantedMistakes
{
    const string Database = "aws_db_instance.main";
    const string Execution = "data.aws_iam_policy_document.execution";
    const string Everything = "*";

    static IEnumerable<PlantedMistake> Policy() =>
        [
            new("the database is not encrypted", "database-encrypted", Database, plan => plan.Set(Database, "storage_encrypted", false)),
            new(
                "the database has a public address",
                "database-is-private",
                Database,
                plan => plan.Set(Database, "publicly_accessible", true)
            ),
            new("no backups", "database-has-backups", Database, plan => plan.Set(Database, "backup_retention_period", 0)),
            new("backups of three days", "backups-reach-back-a-week", Database, plan => plan.Set(Database, "backup_retention_period", 3)),
            new("the database can be deleted", "database-is-protected", Database, plan => plan.Set(Database, "deletion_protection", false)),
            new("no standby", "database-has-a-standby", Database, plan => plan.Set(Database, "multi_az", false)),
            new(
                "no log of the database",
                "database-writes-logs",
                Database,
                plan => plan.Set(Database, "enabled_cloudwatch_logs_exports", null)
            ),
            new(
                "a public bucket",
                "bucket-is-private",
                "aws_s3_bucket.files",
                plan => plan.Remove("aws_s3_bucket_public_access_block.main[\"files\"]")
            ),
            new(
                "a bucket without versions",
                "bucket-keeps-versions",
                "aws_s3_bucket.files",
                plan => plan.Set("aws_s3_bucket_versioning.files", "versioning_configuration.0.status", "Suspended")
            ),
            new(
                "a bucket over plain HTTP",
                "bucket-refuses-plain-http",
                "aws_s3_bucket.files",
                plan => plan.RemoveStatement("data.aws_iam_policy_document.bucket[\"files\"]", "s3:*")
            ),
            new(
                "uploads that nobody finished",
                "uploads-expire",
                "aws_s3_bucket.artifacts",
                plan => plan.Remove("aws_s3_bucket_lifecycle_configuration.artifacts")
            ),
            new(
                "a role that may do everything",
                "no-administrators",
                "aws_iam_role_policy.execution",
                plan => plan.ChangeStatements(Execution, "ecr:GetAuthorizationToken", one => With(one, "actions", Everything))
            ),
            new(
                "a role that may do everything with S3",
                "no-whole-services",
                "aws_iam_role_policy.execution",
                plan => plan.ChangeStatements(Execution, "ecr:GetAuthorizationToken", one => With(one, "actions", "s3:*"))
            ),
            new(
                "a role that may read every secret",
                "data-is-named",
                "aws_iam_role_policy.execution",
                plan => plan.ChangeStatements(Execution, "secretsmanager:GetSecretValue", one => With(one, "resources", Everything))
            ),
            new(
                "a pipeline that may pass any role",
                "pass-role-is-narrow",
                "aws_iam_role_policy.pipeline",
                plan =>
                    plan.ChangeStatements(
                        "data.aws_iam_policy_document.pipeline",
                        "iam:PassRole",
                        one => With(With(one, "resources", Everything), "condition")
                    )
            ),
            new(
                "a role for everybody",
                "roles-are-not-for-everybody",
                "aws_iam_role.task",
                plan =>
                    plan.Replace("aws_iam_role.task", "assume_role_policy", "\"Service\":\"ecs-tasks.amazonaws.com\"", "\"AWS\":\"*\"")
                        .Replace("aws_iam_role.task", "assume_role_policy", "aws:SourceAccount", "aws:RequestedRegion")
                        .Replace("aws_iam_role.task", "assume_role_policy", "aws:SourceArn", "aws:UserAgent")
            ),
            new(
                "a role for everybody's tasks",
                "roles-name-their-source",
                "aws_iam_role.task",
                plan =>
                    plan.Replace("aws_iam_role.task", "assume_role_policy", "aws:SourceAccount", "aws:RequestedRegion")
                        .Replace("aws_iam_role.task", "assume_role_policy", "aws:SourceArn", "aws:UserAgent")
            ),
            new(
                "a key that is never rotated",
                "keys-rotate",
                "aws_kms_key.data",
                plan => plan.Set("aws_kms_key.data", "enable_key_rotation", false)
            ),
            new(
                "a key that its logs may not use",
                "keys-serve-their-users",
                "aws_kms_key.logs",
                plan => plan.Replace("aws_kms_key.logs", "policy", "\"Service\":\"logs.", "\"Service\":\"log.")
            ),
            new(
                "a key that alarms may not use",
                "keys-serve-their-users",
                "aws_kms_key.notifications",
                plan => plan.Replace("aws_kms_key.notifications", "policy", "\"cloudwatch.amazonaws.com\"", "\"cloudtrail.amazonaws.com\"")
            ),
            new(
                "a key without the action of events",
                "keys-serve-their-users",
                "aws_kms_key.notifications",
                plan =>
                    plan.Replace(
                        "aws_kms_key.notifications",
                        "policy",
                        "\"Service\":\"events.amazonaws.com\"",
                        "\"Service\":\"sns.amazonaws.com\""
                    )
            ),
            new(
                "a topic that refuses events",
                "topics-take-messages",
                "aws_sns_topic.alarms",
                plan =>
                    plan.ChangeStatements(
                        "data.aws_iam_policy_document.alarms_topic",
                        "sns:Publish",
                        one => one.ToJsonString().Contains("events.amazonaws.com", StringComparison.Ordinal) ? null : one
                    )
            ),
            new(
                "a role for the wrong service",
                "roles-trust-their-service",
                "aws_iam_role.build",
                plan => plan.Replace("aws_iam_role.build", "assume_role_policy", "codebuild.amazonaws.com", "codedeploy.amazonaws.com")
            ),
            new(
                "monitoring without logs:PutLogEvents",
                "roles-can-do-their-work",
                "aws_iam_role.monitoring",
                plan => plan.Replace("aws_iam_role_policy.monitoring", "policy", "logs:PutLogEvents", "logs:PutLogEvent")
            ),
            .. Grants.Select(grant => new PlantedMistake(
                $"{grant.Role} without {grant.Action}",
                "roles-can-do-their-work",
                $"aws_iam_role.{grant.Role}",
                plan => plan.RemoveAction($"data.aws_iam_policy_document.{grant.Role}", grant.Action)
            )),
            .. Grants
                .DistinctBy(grant => grant.Role)
                .Select(grant => new PlantedMistake(
                    $"{grant.Role} without the statement of {grant.Action}",
                    "roles-can-do-their-work",
                    $"aws_iam_role.{grant.Role}",
                    plan => plan.RemoveStatement($"data.aws_iam_policy_document.{grant.Role}", grant.Action)
                )),
            new(
                "tags of images that change",
                "images-cannot-change",
                "aws_ecr_repository.app",
                plan => plan.Set("aws_ecr_repository.app", "image_tag_mutability", "MUTABLE")
            ),
            new(
                "a listener with old TLS",
                "listener-tls-policy",
                "aws_lb_listener.https",
                plan => plan.Set("aws_lb_listener.https", "ssl_policy", "ELBSecurityPolicy-2016-08")
            ),
            new(
                "a database for everybody",
                "only-web-ports-are-open",
                "aws_vpc_security_group_ingress_rule.database_from_tasks_5432",
                plan => plan.Set("aws_vpc_security_group_ingress_rule.database_from_tasks_5432", "cidr_ipv4", "0.0.0.0/0")
            ),
            new("no flow logs", "network-writes-flow-logs", "aws_vpc.main", plan => plan.Remove("aws_flow_log.main")),
            new(
                "no access logs",
                "load-balancer-writes-access-logs",
                "aws_lb.main",
                plan => plan.Set("aws_lb.main", "access_logs.0.enabled", false)
            ),
            new(
                "logs for ever",
                "logs-expire",
                "aws_cloudwatch_log_group.app",
                plan => plan.Set("aws_cloudwatch_log_group.app", "retention_in_days", 0)
            ),
            new(
                "a secret that is gone at once",
                "secret-can-come-back",
                "aws_secretsmanager_secret.database",
                plan => plan.Set("aws_secretsmanager_secret.database", "recovery_window_in_days", 0)
            ),
            new(
                "a container that may write everywhere",
                "containers-are-read-only",
                Placeholder,
                plan =>
                    plan.Replace(
                        Placeholder,
                        "container_definitions",
                        "\"readonlyRootFilesystem\":true",
                        "\"readonlyRootFilesystem\":false"
                    )
            ),
        ];

    /// <summary>An action of each role whose work the plan shows.</summary>
    static readonly (string Role, string Action)[] Grants =
    [
        ("build", "logs:PutLogEvents"),
        ("build", "s3:GetObject"),
        ("database_role", "ecr:GetAuthorizationToken"),
        ("deploy", "elasticloadbalancing:ModifyListener"),
        ("deploy", "ecs:CreateTaskSet"),
        ("deploy", "cloudwatch:DescribeAlarms"),
        ("execution", "logs:CreateLogStream"),
        ("execution", "ecr:BatchGetImage"),
        ("flow_logs", "logs:PutLogEvents"),
        ("pipeline", "codebuild:StartBuild"),
        ("pipeline", "iam:PassRole"),
        ("pipeline", "s3:PutObject"),
        ("pipeline", "codedeploy:CreateDeployment"),
        ("release", "logs:PutLogEvents"),
        ("replication", "s3:ReplicateObject"),
        ("rotation", "secretsmanager:UpdateSecretVersionStage"),
        ("rotation", "logs:CreateLogStream"),
    ];

    static JsonObject With(JsonObject statement, string attribute, params IReadOnlyList<string> values)
    {
        statement[attribute] = new JsonArray([.. values.Select(value => JsonValue.Create(value))]);
        return statement;
    }
}
