namespace Railhead.Aws.Tests;

/// <summary>The rows of data, logs and what watches.</summary>
static partial class OrderTable
{
    const string Versioning = "replication needs versioning on both sides";

    static IEnumerable<OrderRequirement> Data()
    {
        const string monitoring = "RDS checks that it may write before it switches monitoring on";
        yield return new("aws_iam_role_policy.monitoring", "aws_db_instance.main", monitoring, Provider + "db_instance");
        yield return new(
            "aws_kms_key.data",
            "aws_db_instance.main",
            "the disk is encrypted with it, and its snapshot too",
            Provider + "db_instance"
        );
        yield return new(
            "aws_db_subnet_group.main",
            "aws_db_instance.main",
            "a subnet group in use cannot be deleted",
            Provider + "db_subnet_group"
        );
        yield return new(
            "aws_db_parameter_group.main",
            "aws_db_instance.main",
            "a parameter group in use cannot be deleted",
            Provider + "db_parameter_group"
        );
        yield return new(
            "aws_secretsmanager_secret_version.database_admin",
            "aws_db_instance.main",
            "the server gets this password",
            "secrets.tf"
        );
        yield return new("aws_db_instance.main", "aws_db_instance.replica", "a replica copies it", Provider + "db_instance");
        yield return new(
            "aws_db_instance.main",
            "aws_db_instance_automated_backups_replication.main",
            "it copies this server's backups",
            Provider + "db_instance_automated_backups_replication"
        );
        yield return new(
            "aws_kms_key.copy",
            "aws_db_instance_automated_backups_replication.main",
            "the copy is encrypted with it",
            Provider + "db_instance_automated_backups_replication"
        );
        yield return new(
            "aws_s3_bucket_versioning.files",
            "aws_s3_bucket_replication_configuration.files",
            Versioning,
            Provider + "s3_bucket_replication_configuration"
        );
        yield return new(
            "aws_s3_bucket_versioning.files_copy",
            "aws_s3_bucket_replication_configuration.files",
            Versioning,
            Provider + "s3_bucket_replication_configuration"
        );
        yield return new(
            "aws_s3_bucket_versioning.files",
            "aws_s3_bucket_lifecycle_configuration.files",
            "rules about old versions need versions",
            Provider + "s3_bucket_lifecycle_configuration"
        );
        yield return new("aws_s3_bucket_public_access_block.main", "aws_s3_bucket_policy.main", Conflict, S3Conflict);
        yield return new("aws_s3_bucket_public_access_block.copy", "aws_s3_bucket_policy.copy", Conflict, S3Conflict);
        yield return new(
            "aws_iam_role.replication",
            "aws_s3_bucket_replication_configuration.files",
            "S3 assumes the role",
            Provider + "s3_bucket_replication_configuration"
        );
    }

    static IEnumerable<OrderRequirement> Logs()
    {
        const string itself = "the writer makes the group itself, without retention and key, and again after the group was deleted";
        const string rds = "docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.Procedural.UploadtoCloudWatch.html";
        const string lambda = "docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html";
        yield return new("aws_cloudwatch_log_group.database_postgresql", "aws_db_instance.main", itself, rds);
        yield return new("aws_cloudwatch_log_group.database_upgrade", "aws_db_instance.main", itself, rds);
        yield return new(
            "aws_cloudwatch_log_group.insights",
            "aws_ecs_cluster.main",
            itself,
            "docs.aws.amazon.com/AmazonECS/latest/developerguide/cloudwatch-container-insights.html"
        );
        yield return new("aws_cloudwatch_log_group.rotation", "aws_lambda_function.rotation", itself, lambda);
        yield return new("aws_cloudwatch_log_group.flow_logs", "aws_flow_log.main", itself, Provider + "flow_log");
        yield return new(
            "aws_kms_key.logs",
            "aws_cloudwatch_log_group.app",
            "a group takes a key that allows it",
            "docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html"
        );
    }

    static IEnumerable<OrderRequirement> Rest()
    {
        const string rotation = "Secrets Manager calls the function while it is set up";
        yield return new(
            "aws_lambda_permission.rotation",
            "aws_secretsmanager_secret_rotation.database",
            rotation,
            Provider + "secretsmanager_secret_rotation"
        );
        yield return new(
            "aws_iam_role_policy.rotation",
            "aws_lambda_function.rotation",
            "its first run calls AWS",
            Provider + "lambda_function"
        );
        yield return new("aws_kms_key.notifications", "aws_sns_topic.alarms", "publishers need the key", Provider + "sns_topic");
        yield return new(
            "aws_sns_topic_policy.alarms",
            "aws_budgets_budget.main",
            "Budgets checks that it may publish",
            "docs.aws.amazon.com/cost-management/latest/userguide/budgets-sns-policy.html"
        );
        yield return new(
            "aws_sns_topic.alarms",
            "aws_cloudwatch_metric_alarm.server_errors",
            "the alarm names the topic",
            Provider + "cloudwatch_metric_alarm"
        );
    }
}
