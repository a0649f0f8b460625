using System.Globalization;
using Railhead.Model;

namespace Railhead.Aws;

/// <summary><c>alarms.tf</c>: alarms that notify people, or roll a deployment back.</summary>
static class AlarmsFile
{
    public static SynthFile Write(Architecture architecture) =>
        SynthFile.Terraform(
            "alarms.tf",
            Hcl.Comment(
                "People hear when an alarm goes off; when it ends, only if users noticed. Each metric of an alarm costs about 0.10 USD a month."
            ),
            Hcl.Each(
                architecture.Observability.Alarms.Index(),
                entry => Alarm(architecture, entry.Item, entry.Index == 0 ? null : architecture.Observability.Alarms[entry.Index - 1])
            )
        );

    static HclBody Alarm(Architecture architecture, Alarm alarm, Alarm? before) =>
        Hcl.Body(
            $$"""
        {{(Comment(architecture, alarm) is { } said && said != Comment(architecture, before) ? Hcl.Prose(said) : HclBody.Empty)}}
        resource "aws_cloudwatch_metric_alarm" {{Hcl.Name(alarm.Key)}} {
          alarm_name          = {{alarm.Name}}
          alarm_description   = {{alarm.Description}}
          {{Hcl.When(!IsMath(alarm), () => Single(alarm))}}
          comparison_operator = {{(alarm.Comparison == Comparison.GreaterThan ? "GreaterThanThreshold" : "LessThanThreshold")}}
          threshold           = {{alarm.Threshold}}
          evaluation_periods  = {{alarm.Periods}}
          datapoints_to_alarm = {{alarm.Breaches}}
          treat_missing_data  = {{(alarm.MissingData == MissingData.Breaching ? "breaching" : "notBreaching")}}
          {{Hcl.When(alarm.Notifies, () => Hcl.Body($$"""
              alarm_actions       = [aws_sns_topic.alarms.arn]
              {{Hcl.When(alarm.TellsEnd, () => Hcl.Body($"ok_actions          = [aws_sns_topic.alarms.arn]"))}}
              """))}}
          {{(IsMath(alarm) ? Queries(architecture, alarm) : DimensionsOf(architecture, alarm.Metrics[0]))}}

          {{Hcl.When(alarm.MissingData == MissingData.Breaching, () => Hcl.Body($$"""
              # Without running tasks the alarm would go off at once.
              depends_on = [aws_ecs_service.main]
              """))}}
        }
        """
        );

    static bool IsMath(Alarm alarm) => alarm.Metrics.Count > 1 || alarm.PercentOf is not null;

    /// <summary>Written once for consecutive alarms with the same comment; null: no comment.</summary>
    static string? Comment(Architecture architecture, Alarm? alarm)
    {
        var lines = new[]
        {
            alarm?.Why,
            alarm?.RollsBack == true
                ? $"{architecture.Pipeline.Engine.Title()} watches this alarm during a deployment, and rolls back if it goes off."
                : null,
        };
        return lines.OfType<string>().ToList() is { Count: > 0 } said ? string.Join(' ', said) : null;
    }

    static HclBody Single(Alarm alarm)
    {
        var metric = alarm.Metrics[0];
        return Hcl.Body(
            $$"""
            namespace           = {{metric.Namespace}}
            metric_name         = {{metric.Name}}
            {{new HclExpression(MetricHcl.IsPercentile(metric) ? "extended_statistic " : "statistic          ")}} = {{metric.Statistic}}
            period              = {{alarm.Period}}
            """
        );
    }

    static HclBody DimensionsOf(Architecture architecture, Metric metric) =>
        Hcl.Body(
            $$"""

        {{Hcl.When(MetricHcl.IsPercentile(metric), () => Hcl.Body($$"""
            # "ignore" would keep the alarm's state whenever there are fewer than 1,000 requests a minute, such as at night.
            evaluate_low_sample_count_percentiles = "evaluate"
            """))}}

        {{Hcl.When(metric.Dimensions.Count > 0, () => Hcl.Body($$"""
            dimensions = {
              {{MetricHcl.Dimensions(architecture, metric)}}
            }
            """))}}
        """
        );

    /// <summary>
    /// SUM and MAX of a list leave out what has no value; a "+" would have none then. So the alarm also works if FILL gives no zeros for a
    /// metric that has never had a value.
    /// </summary>
    static HclBody Queries(Architecture architecture, Alarm alarm)
    {
        var ids = alarm.Metrics.Select((_, i) => $"m{i + 1}").ToArray();
        string all = $"m{ids.Length + 1}",
            sum = $"SUM([{string.Join(", ", ids.Select(id => $"FILL({id}, 0)"))}])";
        return Hcl.Body(
            $$"""

            {{(alarm.PercentOf is null
                ? Expression("value", sum, "Sum")
                : Hcl.Body($$"""
                    {{Expression("value", Percent(alarm.Floor ?? 1), "Percent")}}

                    {{Expression("counted", sum, null)}}

                    {{Expression("total", $"FILL({all}, 0)", null)}}
                    """))}}

            {{Hcl.Each(alarm.Metrics.Zip(ids), pair => Query(architecture, pair.Second, pair.First, alarm.Period))}}

            {{Hcl.When(alarm.PercentOf is not null, () => Query(architecture, all, alarm.PercentOf!, alarm.Period))}}
            """
        );
    }

    static string Percent(int floor) =>
        string.Create(CultureInfo.InvariantCulture, $"IF(counted >= {floor}, 100 * counted / MAX([counted, total]), 0)");

    static HclBody Expression(string id, string expression, string? label) =>
        Hcl.Body(
            $$"""
        metric_query {
          id          = {{id}}
          expression  = {{expression}}
          {{Hcl.When(label is not null, () => Hcl.Body($$"""
              label       = {{label}}
              return_data = true
              """))}}
        }
        """
        );

    static HclBody Query(Architecture architecture, string id, Metric metric, int period) =>
        Hcl.Body(
            $$"""
            metric_query {
              id = {{id}}

              metric {
                namespace   = {{metric.Namespace}}
                metric_name = {{metric.Name}}
                stat        = {{metric.Statistic}}
                period      = {{period}}

                dimensions = {
                  {{MetricHcl.Dimensions(architecture, metric)}}
                }
              }
            }
            """
        );
}
