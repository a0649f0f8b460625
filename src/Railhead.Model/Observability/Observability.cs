namespace Railhead.Model;

/// <summary>Logs, metrics, alarms and who hears of them.</summary>
public sealed record Observability
{
    public required int LogRetentionDays { get; init; }

    public required IReadOnlyList<LogGroup> LogGroups { get; init; }

    /// <summary>CloudWatch namespace of the app's own metrics.</summary>
    public required string MetricNamespace { get; init; }

    public required IReadOnlyList<MetricFilter> MetricFilters { get; init; }

    public required IReadOnlyList<Alarm> Alarms { get; init; }

    public required IReadOnlyList<Topic> Topics { get; init; }

    /// <summary>Events, beside alarms, that go to the topic.</summary>
    public required IReadOnlyList<Notification> Events { get; init; }

    public required Dashboard Dashboard { get; init; }
}

/// <param name="Key">The component, one of <see cref="Railhead.Model.LogGroups"/>.</param>
/// <param name="Name">Full name in CloudWatch Logs.</param>
/// <param name="RetentionDays">Days until lines are deleted.</param>
public sealed record LogGroup(string Key, string Name, int RetentionDays);

/// <summary>Counts lines of a log.</summary>
/// <param name="Key">Unique in the environment.</param>
/// <param name="Name">Unique in the log group.</param>
/// <param name="LogGroup">Full name.</param>
/// <param name="Pattern">CloudWatch's filter pattern.</param>
/// <param name="Namespace">Of the metric.</param>
/// <param name="Metric">Its name.</param>
public sealed record MetricFilter(string Key, string Name, string LogGroup, string Pattern, string Namespace, string Metric);

/// <param name="Name">Of the topic.</param>
/// <param name="Emails">Each confirms by a link that AWS sends.</param>
public sealed record Topic(string Name, IReadOnlyList<string> Emails);

/// <param name="Event">What happened.</param>
/// <param name="Name">Of the rule.</param>
public sealed record Notification(NotifiedEvent Event, string Name);

/// <summary>An event of AWS that people hear of.</summary>
public enum NotifiedEvent
{
    PipelineFailed,
    DeploymentFailed,

    /// <summary>Stopped on the way, by an alarm or a person; CodeDeploy goes back then.</summary>
    DeploymentRolledBack,
    TaskStoppedUnexpectedly,
    DatabaseFailover,
    ImageFinding,
    ThreatFinding,
}

/// <param name="Name">Of the dashboard.</param>
/// <param name="Rows">One for each component.</param>
public sealed record Dashboard(string Name, IReadOnlyList<DashboardRow> Rows);

public sealed record DashboardRow(string Title, IReadOnlyList<DashboardWidget> Widgets);

public sealed record DashboardWidget(string Title, IReadOnlyList<Metric> Metrics);
