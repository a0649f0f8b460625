namespace Railhead.Model;

/// <param name="Percent">Of the budget.</param>
/// <param name="Forecast">Expected for the month's end, rather than spent.</param>
public sealed record BudgetAlert(int Percent, bool Forecast);
