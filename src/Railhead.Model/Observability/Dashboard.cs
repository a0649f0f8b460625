namespace Railhead.Model;

/// <param name="Name">Of the dashboard.</param>
/// <param name="Rows">One for each component.</param>
public sealed record Dashboard(string Name, IReadOnlyList<DashboardRow> Rows);
