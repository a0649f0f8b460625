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
