namespace Railhead.Model;

/// <param name="PerformanceInsightsDays">Retention; 7 costs nothing.</param>
/// <param name="EnhancedInterval">Seconds between samples of the operating system.</param>
/// <param name="LogExports">Logs that go to CloudWatch.</param>
public sealed record DatabaseMonitoring(int PerformanceInsightsDays, int EnhancedInterval, IReadOnlyList<string> LogExports);
