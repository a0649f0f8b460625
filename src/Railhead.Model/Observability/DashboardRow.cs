namespace Railhead.Model;

public sealed record DashboardRow(string Title, IReadOnlyList<DashboardWidget> Widgets);
