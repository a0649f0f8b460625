using Railhead.Model;

namespace Railhead.Aws;

/// <summary><c>dashboard.tf</c>: a row per component.</summary>
static class DashboardFile
{
    /// <summary>Columns of a CloudWatch dashboard.</summary>
    const int Width = 24;

    public static SynthFile Write(Architecture architecture) =>
        SynthFile.Terraform(
            "dashboard.tf",
            Hcl.Body(
                $$"""
                # Widgets have no positions, because CloudWatch arranges them in order, in rows of 24 columns.
                resource "aws_cloudwatch_dashboard" "main" {
                  dashboard_name = {{architecture.Observability.Dashboard.Name}}
                  dashboard_body = jsonencode({
                    widgets = [
                      {{Alarms(architecture)}}
                      {{Hcl.Each(architecture.Observability.Dashboard.Rows, row => Row(architecture, row), apart: false)}}
                    ]
                  })
                }
                """
            )
        );

    static HclBody Alarms(Architecture architecture) =>
        Hcl.Body(
            $$"""
            {
              type   = "alarm"
              width  = {{Width}}
              height = 3
              properties = {
                title = "Alarms"
                alarms = [
                  {{Hcl.Each(
                architecture.Observability.Alarms,
                alarm => Hcl.Body($"{Hcl.Ref($"aws_cloudwatch_metric_alarm.{Hcl.Name(alarm.Key)}.arn")},"),
                apart: false
            )}}
                ]
              }
            },
            """
        );

    static HclBody Row(Architecture architecture, DashboardRow row) =>
        Hcl.Body(
            $$"""
            {
              type   = "text"
              width  = {{Width}}
              height = 1
              properties = {
                markdown = {{$"## {row.Title}"}}
              }
            },
            {{Hcl.Each(row.Widgets, widget => Widget(architecture, widget, Width / row.Widgets.Count), apart: false)}}
            """
        );

    static HclBody Widget(Architecture architecture, DashboardWidget widget, int width) =>
        Hcl.Body(
            $$"""
            {
              type   = "metric"
              width  = {{width}}
              height = 6
              properties = {
                title  = {{widget.Title}}
                region = {{Addresses.Region}}
                period = {{Period(widget)}}
                metrics = [
                  {{Hcl.Each(widget.Metrics.SelectMany(metric => Lines(architecture, metric)), line => line, apart: false)}}
                ]
              }
            },
            """
        );

    /// <summary>In seconds. S3 reports its storage metrics once a day.</summary>
    static int Period(DashboardWidget widget) => widget.Metrics.All(metric => metric.Namespace == "AWS/S3") ? 86400 : 60;

    /// <summary>One line for each value of a dimension with several values.</summary>
    static IEnumerable<HclBody> Lines(Architecture architecture, Metric metric)
    {
        var dimensions = metric
            .Dimensions.Select(dimension => (dimension.Key, Values: MetricHcl.Values(architecture, dimension.Value)))
            .ToList();
        for (var i = 0; i < dimensions.Select(dimension => dimension.Values.Count).DefaultIfEmpty(1).Max(); i++)
        {
            var index = i;
            var parts = dimensions.SelectMany(dimension =>
                new[] { Hcl.Text($"{dimension.Key}"), dimension.Values[Math.Min(index, dimension.Values.Count - 1)] }
            );
            var line = new List<HclExpression> { Hcl.Text($"{metric.Namespace}"), Hcl.Text($"{metric.Name}") };
            line.AddRange(parts);
            line.Add(new HclExpression($"{{ stat = \"{metric.Statistic}\" }}"));
            yield return Hcl.Body($"{Hcl.List(line)},");
        }
    }
}
