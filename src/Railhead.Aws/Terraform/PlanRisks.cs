namespace Railhead.Aws;

/// <summary>What a planned change means for the users of the system.</summary>
static class PlanRisks
{
    static readonly string[] Restarting = ["instance_class", "engine_version", "parameter_group_name", "ca_cert_identifier"];

    public static string? Of(string type, PlannedAction action, IReadOnlyList<AttributeChange> attributes) =>
        action switch
        {
            PlannedAction.Create => null,
            PlannedAction.Update => OfUpdate(type, attributes.Select(attribute => attribute.Name).ToHashSet(StringComparer.Ordinal)),
            _ => OfLoss(type, action == PlannedAction.Replace),
        };

    static string? OfUpdate(string type, HashSet<string> names) =>
        type switch
        {
            "aws_db_instance" when names.Overlaps(Restarting) =>
                "The database restarts: a minute with multi-AZ, several without; requests that need it wait or fail meanwhile.",
            "aws_db_instance" when names.Contains("allocated_storage") =>
                "The database's storage is modified for hours, during which it cannot be again; it cannot shrink.",
            "aws_db_instance" when names.Contains("backup_retention_period") => "Fewer days mean that older backups are deleted.",
            "aws_db_parameter_group" => "Some parameters take effect only when the database restarts.",
            "aws_ssm_parameter" => "Tasks get it with the next release.",
            "aws_s3_bucket_lifecycle_configuration" => "What the new rules find too old is deleted.",
            "aws_network_acl_rule" or "aws_vpc_security_group_ingress_rule" or "aws_vpc_security_group_egress_rule" =>
                "Connections that the new rule does not allow end.",
            "aws_cloudwatch_log_group" when names.Contains("retention_in_days") => "Log lines older than the new retention are deleted.",
            _ => null,
        };

    static string? OfLoss(string type, bool isReplaced) =>
        type switch
        {
            "aws_db_instance" => isReplaced
                ? "THE DATABASE AND ITS DATA ARE DELETED and an empty one is made."
                : "The database is deleted; with deletion protection this fails, without it the data is gone but for a final snapshot.",
            "aws_s3_bucket" => "The bucket and its objects are deleted; while it is not empty and protected, this fails.",
            "aws_kms_key" => "What the key encrypted cannot be read any more after the waiting period.",
            "aws_secretsmanager_secret" => "The secret's value is lost, after its recovery window where it has one.",
            "aws_lb" => "The load balancer gets another address: nothing serves until DNS has followed.",
            "aws_lb_target_group" =>
                "CodeDeploy finds target groups by name: deployments fail until it is whole again. Say no, and tell us: this must not happen.",
            "aws_ecs_service" or "aws_ecs_cluster" => "Nothing serves until the new one runs.",
            "aws_vpc" or "aws_subnet" => "Everything in it is made anew: nothing serves meanwhile, and the database too is replaced.",
            "aws_nat_gateway" or "aws_eip" => "Tasks reach out from another address: partners that know the old one refuse them.",
            "aws_ecr_repository" => "Its images are deleted; tasks cannot start until the next release.",
            "aws_cloudwatch_log_group" => "Its log lines are deleted.",
            "aws_acm_certificate" => "The certificate is issued again; clients see no difference when the new one is in place first.",
            "aws_codestarconnections_connection" => "The connection to GitHub must be confirmed again by hand.",
            _ => null,
        };
}
