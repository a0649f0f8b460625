namespace Railhead.Aws;

/// <summary>The risk of a planned change, for the users of the system.</summary>
static class PlanRisks
{
    static readonly string[] Restarting = ["instance_class", "engine_version", "parameter_group_name", "ca_cert_identifier"];

    /// <summary>Of a service that ECS itself deploys; with CodeDeploy, the next release brings them.</summary>
    static readonly string[] Deployed = ["load_balancer", "network_configuration", "capacity_provider_strategy"];

    public static string? Of(string address, string type, PlannedAction action, IReadOnlyList<AttributeChange> attributes) =>
        action switch
        {
            PlannedAction.Create => null,
            PlannedAction.Update => OfUpdate(type, attributes.Select(attribute => attribute.Name).ToHashSet(StringComparer.Ordinal)),
            _ when address.StartsWith("aws_db_instance.replica[", StringComparison.Ordinal) =>
                "The read replica is deleted. Tasks that read from it fail until the next release. The database keeps its data.",
            _ => OfLoss(type, action == PlannedAction.Replace),
        };

    static string? OfUpdate(string type, HashSet<string> names) =>
        type switch
        {
            "aws_db_instance" when names.Overlaps(Restarting) =>
                "The database restarts: about a minute with Multi-AZ, several without. Requests that need it wait or fail.",
            "aws_db_instance" when names.Contains("allocated_storage") =>
                "RDS optimizes the storage for hours; until then the size cannot change again. It can never shrink.",
            "aws_db_instance" when names.Contains("backup_retention_period") => "With fewer days, RDS deletes older backups.",
            "aws_db_parameter_group" => "Some parameters only take effect when the database restarts.",
            "aws_ecs_service" when names.Contains("deployment_controller") =>
                "ECS takes over from CodeDeploy and starts a deployment of the running release. There is no way back in place "
                    + "(docs/aws/engines.md).",
            "aws_ecs_service" when names.Overlaps(Deployed) => "ECS starts a deployment of the running release.",
            "aws_ssm_parameter" => "Takes effect with the next release.",
            "aws_s3_bucket_lifecycle_configuration" => "S3 deletes objects that the new rules consider expired.",
            "aws_network_acl_rule" or "aws_vpc_security_group_ingress_rule" or "aws_vpc_security_group_egress_rule" =>
                "Connections that the new rules do not allow are cut off.",
            "aws_cloudwatch_log_group" when names.Contains("retention_in_days") => "Log lines older than the new retention are deleted.",
            _ => null,
        };

    static string? OfLoss(string type, bool isReplaced) =>
        type switch
        {
            "aws_db_instance" => isReplaced
                ? "THE DATABASE AND ITS DATA ARE DELETED, and an empty database replaces it."
                : "The database is deleted. With deletion protection this fails; without it, only a final snapshot remains.",
            "aws_s3_bucket" => "The bucket and its objects are deleted. With deletion protection this fails unless the bucket is empty.",
            "aws_kms_key" => "After the waiting period, data encrypted with this key can no longer be read.",
            "aws_secretsmanager_secret" => "The secret's value is lost, after the recovery window if it has one.",
            "aws_secretsmanager_secret_version" => isReplaced
                ? "The secret gets a new value. Until then, readers get the old one."
                : "Nobody keeps this value up to date any more.",
            "aws_network_acl_rule" or "aws_vpc_security_group_ingress_rule" or "aws_vpc_security_group_egress_rule" => isReplaced
                ? "The rule is deleted before the new one is created: for seconds, connections that need it are cut off."
                : "Connections that need the rule are cut off.",
            "aws_route" or "aws_route_table_association" => isReplaced
                ? "The route is deleted before the new one is created: for seconds, connections that need it fail."
                : "Connections that need the route fail.",
            "aws_lb_listener" => isReplaced
                ? "The listener is deleted before the new one is created: for seconds, nobody answers on its port."
                : "Nobody answers on its port any more.",
            "aws_lb_listener_rule" => isReplaced
                ? "The new rule exists before the old one is deleted. Clients see no difference."
                : "ECS can no longer move traffic. With the next deployment the listener may lead to tasks that are gone.",
            "aws_route53_record" => isReplaced
                ? "The record is deleted before the new one is created. Clients that ask meanwhile remember for minutes that there is none."
                : "The name no longer leads to the app.",
            "aws_codedeploy_app" or "aws_codedeploy_deployment_group" =>
                "A deployment that is running fails, and the history of deployments is lost.",
            "aws_lb" => "The load balancer gets a new address: the app is down until DNS has changed.",
            "aws_lb_target_group" =>
                "Deployments move traffic between these two target groups and will fail. Do not apply this; please report it, "
                    + "because no change of railhead.yaml should cause it.",
            "aws_ecs_service" or "aws_ecs_cluster" => "The app is down until the new one is running.",
            "aws_subnet" when !isReplaced =>
                "AWS refuses to delete it while tasks or a database are in it. Tasks leave it with the next release.",
            "aws_vpc" or "aws_subnet" => "Everything in it is replaced, the database included. The app is down meanwhile.",
            "aws_nat_gateway" or "aws_eip" =>
                "Outgoing connections get a new source address. Services that allow only the old one will refuse them.",
            "aws_ecr_repository" => "The images are deleted; new tasks cannot start until the next release.",
            "aws_cloudwatch_log_group" => "The log lines are deleted.",
            "aws_wafv2_web_acl" or "aws_wafv2_web_acl_association" => isReplaced
                ? "For seconds, the firewall filters no request."
                : "The firewall filters no request any more.",
            "aws_security_group" or "aws_network_acl" or "aws_internet_gateway" or "aws_db_subnet_group" =>
                "AWS refuses to delete it while something uses it. The apply fails then.",
            "aws_route_table" or "aws_vpc_endpoint" => isReplaced
                ? "It is deleted before the new one is created: for seconds, connections that need it fail."
                : "Connections that need it fail.",
            "aws_iam_role" or "aws_iam_role_policy" or "aws_lambda_permission" => isReplaced
                ? "It is deleted before the new one is created: for seconds, AWS refuses calls that need it."
                : "AWS refuses calls that need it.",
            "aws_s3_bucket_policy" or "aws_s3_bucket_public_access_block" => isReplaced
                ? "For seconds, the bucket does not have this protection."
                : "The bucket does not have this protection any more.",
            "aws_lambda_function" or "aws_secretsmanager_secret_rotation" => isReplaced
                ? "Until the new one exists, the database password cannot be rotated."
                : "The database password is not rotated any more.",
            "aws_codepipeline" or "aws_codebuild_project" => isReplaced
                ? "A run of the pipeline that needs it fails."
                : "The pipeline cannot release any more.",
            "aws_appautoscaling_target" or "aws_appautoscaling_policy" or "aws_appautoscaling_scheduled_action" => isReplaced
                ? "For seconds, the number of tasks does not follow it."
                : "The number of tasks does not follow it any more.",
            "aws_sns_topic" or "aws_sns_topic_subscription" => isReplaced
                ? "AWS sends no e-mail until each address has confirmed its subscription again."
                : "AWS sends no e-mail by it any more.",
            "aws_cloudwatch_metric_alarm" or "aws_cloudwatch_event_rule" or "aws_budgets_budget" => isReplaced
                ? "For seconds, nobody is told of what it watches."
                : "Nobody is told any more of what it watches.",
            "aws_db_instance_automated_backups_replication" => "The backups in the second region are deleted.",
            "aws_s3_bucket_replication_configuration" => isReplaced
                ? "Files that change meanwhile are not copied to the second region."
                : "Files are not copied to the second region any more.",
            "aws_flow_log" => isReplaced ? "For seconds, connections are not logged." : "Connections are not logged any more.",
            "aws_acm_certificate" => "A new certificate is issued before the old one is deleted. Clients see no difference.",
            "aws_codestarconnections_connection" => "Somebody must confirm the GitHub connection again.",
            _ => null,
        };
}
