using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>alarms-watch-existing-things</c>.</summary>
static class AlarmsWatchExistingThings
{
    static readonly Dictionary<string, string> Types = new()
    {
        ["BucketName"] = "aws_s3_bucket",
        ["ClusterName"] = "aws_ecs_cluster",
        ["DBInstanceIdentifier"] = "aws_db_instance",
        ["FunctionName"] = "aws_lambda_function",
        ["LogGroupName"] = "aws_cloudwatch_log_group",
        ["QueueName"] = "aws_sqs_queue",
        ["RuleName"] = "aws_cloudwatch_event_rule",
        ["ServiceName"] = "aws_ecs_service",
        ["TableName"] = "aws_dynamodb_table",
        ["TopicName"] = "aws_sns_topic",
        ["WebACL"] = "aws_wafv2_web_acl",
    };

    public static PolicyRule Rule { get; } =
        new("RH6107", "alarms-watch-existing-things", PolicyArea.Names, Severity.Error)
        {
            Reason = "The metric of a thing that does not exist has no values, so the alarm never goes off.",
            Fix = "Refer to the resource's name in the dimensions instead of writing it.",
            Source = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html",
            Find = plan =>
                from alarm in plan.Of("aws_cloudwatch_metric_alarm")
                from dimensions in Dimensions(alarm)
                from dimension in Types
                from name in dimensions[dimension.Key].Texts
                where plan.Names.IsMissing(name, "", dimension.Value)
                select alarm.Says($"{dimension.Key} is \"{name}\", which does not exist"),
        };

    static IEnumerable<PolicyBlock> Dimensions(PolicyResource alarm) =>
        alarm
            .Blocks("metric_query")
            .SelectMany(query => query.Blocks("metric"))
            .Append(alarm.All)
            .SelectMany(metric => metric.Blocks("dimensions"));
}
