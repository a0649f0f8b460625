namespace Railhead.Model;

/// <summary>Counts lines of a log.</summary>
/// <param name="Key">Unique in the environment.</param>
/// <param name="Name">Unique in the log group.</param>
/// <param name="LogGroup">Full name.</param>
/// <param name="Pattern">CloudWatch's filter pattern.</param>
/// <param name="Namespace">Of the metric.</param>
/// <param name="Metric">Its name.</param>
public sealed record MetricFilter(string Key, string Name, string LogGroup, string Pattern, string Namespace, string Metric);
