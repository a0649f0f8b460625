using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>policies-name-existing-things</c>.</summary>
static class PoliciesNameExistingThings
{
    public static PolicyRule Rule { get; } =
        new("RH6106", "policies-name-existing-things", PolicyArea.Names, Severity.Error)
        {
            Reason = "The statement allows nothing, and the call that needs it is denied.",
            Fix = "Refer to the resource's arn instead of writing it.",
            Source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html",
            Find = plan =>
                from statement in PolicyStatements.Of(plan)
                where statement.Allows
                from arn in statement.Resources
                where IsMissing(plan, arn)
                select statement.Resource.Says($"the policy names {arn}, which does not exist"),
        };

    // Pipelines register task definitions of families that no Terraform knows, so those are not here.
    static readonly (string Service, string Before, string Suffix, string[] Types)[] Places =
    [
        ("codebuild", "project/", "", ["aws_codebuild_project"]),
        ("codedeploy", "application:", "", ["aws_codedeploy_app"]),
        ("dynamodb", "table/", "", ["aws_dynamodb_table"]),
        ("ecr", "repository/", "", ["aws_ecr_repository"]),
        ("ecs", "cluster/", "", ["aws_ecs_cluster"]),
        ("iam", "role/", "", ["aws_iam_role"]),
        ("lambda", "function:", "", ["aws_lambda_function"]),
        ("logs", "log-group:", ":?*", ["aws_cloudwatch_log_group"]),
        ("rds", "db:", "", ["aws_db_instance"]),
        ("s3", "", "/?*", ["aws_s3_bucket"]),
        ("secretsmanager", "secret:", "-abcdef", ["aws_secretsmanager_secret"]),
        ("sns", "", "", ["aws_sns_topic"]),
        ("sqs", "", "", ["aws_sqs_queue"]),
        ("ssm", "parameter", "", ["aws_ssm_parameter"]),
    ];

    static bool IsMissing(PolicyPlan plan, string arn)
    {
        var parts = arn.Split(':', 6);
        // A path that ends in a wildcard is for things that others make later.
        if (parts.Length < 6 || (parts[2] != "s3" && arn.EndsWith("/*", StringComparison.Ordinal)))
        {
            return false;
        }

        return Places
            .Where(place => place.Service == parts[2] && parts[5].StartsWith(place.Before, StringComparison.Ordinal))
            .Any(place => plan.Names.IsMissing(Name(parts[2], parts[5][place.Before.Length..]), place.Suffix, place.Types));
    }

    /// <summary>Without the part of the resource: an object of a bucket, a stream of a log group, a revision.</summary>
    static string Name(string service, string text) =>
        service switch
        {
            "s3" => text.Split('/')[0],
            "logs" or "lambda" => text.Split(':')[0],
            "dynamodb" => text.Split('/')[0],
            _ => text,
        };
}
