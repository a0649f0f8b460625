using System.Text.RegularExpressions;
using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>alarms-exist</c>.</summary>
static partial class AlarmsExist
{
    public static PolicyRule Rule { get; } =
        new("RH6103", "alarms-exist", PolicyArea.Names, Severity.Error)
        {
            Reason = "A deployment or a composite alarm waits for an alarm that nobody makes, so it never stops anything.",
            Fix = "Refer to the alarm's alarm_name instead of writing its name.",
            Source = "https://docs.aws.amazon.com/codedeploy/latest/userguide/monitoring-create-alarms.html",
            Find = plan =>
                from mention in Mentions(plan)
                where plan.Names.IsMissing(mention.Alarm, "", "aws_cloudwatch_metric_alarm", "aws_cloudwatch_composite_alarm")
                select mention.Resource.Says($"the alarm \"{mention.Alarm}\" does not exist"),
        };

    static IEnumerable<(PolicyResource Resource, string Alarm)> Mentions(PolicyPlan plan) =>
        Listed(plan, "aws_codedeploy_deployment_group", "alarm_configuration", "alarms")
            .Concat(Listed(plan, "aws_ecs_service", "alarms", "alarm_names"))
            .Concat(
                plan.Of("aws_cloudwatch_composite_alarm")
                    .SelectMany(alarm =>
                        StatePattern().Matches(alarm["alarm_rule"].Text ?? "").Select(match => (alarm, NameOf(match.Groups["name"].Value)))
                    )
            );

    static IEnumerable<(PolicyResource Resource, string Alarm)> Listed(PolicyPlan plan, string type, string block, string attribute) =>
        plan.Of(type)
            .SelectMany(resource => resource.Blocks(block).SelectMany(one => one[attribute].Texts).Select(name => (resource, name)));

    /// <summary>A rule names an alarm by its name or its ARN.</summary>
    static string NameOf(string text) =>
        text.StartsWith("arn:", StringComparison.Ordinal) && text.Split(':', 7) is [.., var name] ? name : text;

    [GeneratedRegex("""\b(?:ALARM|OK|INSUFFICIENT_DATA)\s*\(\s*["']?(?<name>[^"')]+?)["']?\s*\)""")]
    private static partial Regex StatePattern();
}
