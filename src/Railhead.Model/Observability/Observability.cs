namespace Railhead.Model;

/// <summary>Logs, metrics, alarms and who hears of them.</summary>
public sealed record Observability
{
    public required int LogRetentionDays { get; init; }
}
