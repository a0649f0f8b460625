using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>log-groups-exist</c>.</summary>
static class LogGroupsExist
{
    public static PolicyRule Rule { get; } =
        new("RH6104", "log-groups-exist", PolicyArea.Names, Severity.Error)
        {
            Reason = "A container whose log group does not exist does not start, and a filter of such a group counts nothing.",
            Fix = "Refer to the log group's name instead of writing it.",
            Source = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html",
            Find = plan =>
                from mention in Mentions(plan)
                where mention.Group is not null && plan.Names.IsMissing(mention.Group, "", "aws_cloudwatch_log_group")
                select mention.Resource.Says($"the log group \"{mention.Group}\" does not exist"),
        };

    static IEnumerable<(PolicyResource Resource, string? Group)> Mentions(PolicyPlan plan) =>
        plan.Of("aws_cloudwatch_log_metric_filter", "aws_cloudwatch_log_subscription_filter")
            .Select(filter => (filter, filter["log_group_name"].Text))
            .Concat(
                plan.Of("aws_codebuild_project")
                    .Select(project => (project, project.Block("logs_config").Block("cloudwatch_logs")["group_name"].Text))
            )
            .Concat(
                from one in ContainerDefinitions.Of(plan)
                let log = one.Container.Block("logConfiguration")
                where log["logDriver"].IsText("awslogs") && !log.Block("options")["awslogs-create-group"].IsText("true")
                select (one.Task, log.Block("options")["awslogs-group"].Text)
            );
}
