namespace Railhead.Model;

public sealed record DashboardWidget(string Title, IReadOnlyList<Metric> Metrics);
