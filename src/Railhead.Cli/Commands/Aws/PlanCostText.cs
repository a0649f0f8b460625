using System.Globalization;
using Railhead.Aws;

namespace Railhead.Cli;

/// <summary>What a plan changes in a month's cost, for people.</summary>
static class PlanCostText
{
    // A first apply creates everything; "railhead cost" shows its lines.
    const int MostLines = 12;

    public static IEnumerable<string> Lines(BillDifference difference)
    {
        var (before, after) = (difference.Before.Expected, difference.After.Expected);
        if (difference.Lines.Count == 0)
        {
            yield return $"  cost      {CostAmounts.Money(after)} USD a month, as before (an estimate: railhead cost)";
            yield break;
        }

        yield return $"  cost      {CostAmounts.Money(before)} → {CostAmounts.Money(after)} USD a month ({Signed(after - before)}; an estimate: railhead cost)";
        if (before == 0 || after == 0)
        {
            yield break;
        }

        foreach (var line in difference.Lines.Take(MostLines))
        {
            yield return $"            {Signed(line.After - line.Before), 9}  {line.Resource}  {CostAmounts.Money(line.Before)} → {CostAmounts.Money(line.After)}";
        }

        if (difference.Lines.Count > MostLines)
        {
            yield return $"            and {difference.Lines.Count - MostLines} smaller ones";
        }
    }

    static string Signed(decimal amount) => amount.ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture);
}
