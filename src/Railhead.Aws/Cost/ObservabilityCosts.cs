using System.Text.Json.Nodes;
using Railhead.Model;

namespace Railhead.Aws;

/// <summary>Logs, metrics, alarms, dashboards, notifications, threat detection.</summary>
static class ObservabilityCosts
{
    const decimal DaysOfMonth = 30.4m;

    /// <summary>Shares of the tasks' logs.</summary>
    const decimal AppShare = 0.6m,
        NginxShare = 0.4m;

    /// <summary>GB a month of a group that writes only now and then.</summary>
    static readonly CostRange LittleGb = new(0.01m, 0.05m, 0.5m);

    /// <summary>GB a month that Container Insights writes for one task.</summary>
    static readonly CostRange InsightsGb = new(0.05m, 0.15m, 0.4m);

    /// <summary>CloudWatch stores logs compressed.</summary>
    static readonly CostRange Compression = new(0.1m, 0.15m, 0.5m);

    /// <summary>Millions of management events of an account in a month.</summary>
    static readonly CostRange AccountEvents = new(0.02m, 0.1m, 0.5m);

    public static IEnumerable<CostLine> LogGroup(Meter meter, PlannedResource group)
    {
        var written = group.Name switch
        {
            "app" => meter.Usage[Usage.LogGb] * AppShare,
            "nginx" => meter.Usage[Usage.LogGb] * NginxShare,
            "flow_logs" => meter.Usage[Usage.FlowLogGb],
            "insights" => meter.Usage[Usage.Tasks] * InsightsGb,
            _ => LittleGb,
        };
        var days = group.Number("retention_in_days") is > 0 and var some ? some : 365;
        yield return meter.Line(group, "written logs", written, group.Name == "flow_logs" ? "logs.vended.gb" : "logs.ingest.gb");
        yield return meter.Line(group, $"kept logs, {days} days", written * Compression * (days / DaysOfMonth), "logs.store.gb");
        if (group.Name == "app")
        {
            yield return meter.Line(group, "the app's own metrics", meter.Usage[Usage.AppMetrics], "metric");
        }
    }

    public static IEnumerable<CostLine> MetricFilter(Meter meter, PlannedResource filter) => [meter.Line(filter, "metric", 1, "metric")];

    /// <summary>Every metric of an alarm costs; expressions over them do not.</summary>
    public static IEnumerable<CostLine> Alarm(Meter meter, PlannedResource alarm)
    {
        var queried = alarm.Blocks("metric_query").Count(query => query["metric"] is JsonArray { Count: > 0 });
        yield return meter.Line(alarm, "metrics of the alarm", Math.Max(1, queried), "alarm.metric");
    }

    public static IEnumerable<CostLine> Dashboard(Meter meter, PlannedResource dashboard) =>
        [meter.Line(dashboard, "dashboard", 1, "dashboard")];

    public static IEnumerable<CostLine> Topic(Meter meter, PlannedResource topic) =>
        [meter.Line(topic, "mails", meter.Usage[Usage.Mails], "sns.mail")];

    public static IEnumerable<CostLine> ThreatDetection(Meter meter, PlannedResource detector) =>
        [
            meter.Line(detector, "flow logs and DNS queries that it reads", meter.Usage[Usage.FlowLogGb], "guardduty.logs.gb"),
            meter.Line(detector, "events of the account that it reads", AccountEvents, "guardduty.events"),
        ];

    public static IEnumerable<CostLine> RuntimeMonitoring(Meter meter, PlannedResource feature)
    {
        if (feature.Text("status") == "DISABLED")
        {
            yield break;
        }

        var cpus = meter.Resources.FirstOrDefault(resource => resource.Type == "aws_ecs_task_definition")?.Number("cpu") ?? 256;
        yield return meter.Line(feature, "vCPUs of tasks that it watches", meter.Usage[Usage.Tasks] * (cpus / 1024), "guardduty.cpu");
    }
}
