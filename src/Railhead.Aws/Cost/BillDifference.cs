using Railhead.Model;

namespace Railhead.Aws;

/// <summary>What an apply changes in a month's cost.</summary>
/// <param name="Before">USD, of what is there.</param>
/// <param name="After">USD, of what the plan wants.</param>
/// <param name="Lines">The lines that differ by a cent or more, the largest difference first.</param>
public sealed record BillDifference(CostRange Before, CostRange After, IReadOnlyList<CostLineDifference> Lines)
{
    const decimal Cent = 0.005m;

    public static BillDifference Of(PlanResources plan, Tier tier, PriceTable prices, DateOnly today)
    {
        var none = new Dictionary<string, decimal>();
        var before = Bill.Of(plan.Before, new Assumptions(tier, plan.Before, none), prices, today);
        var after = Bill.Of(plan.After, new Assumptions(tier, plan.After, none), prices, today);
        return new BillDifference(before.Month, after.Month, Differences(before, after).ToList());
    }

    static IEnumerable<CostLineDifference> Differences(Bill before, Bill after)
    {
        var (old, fresh) = (ByResource(before), ByResource(after));
        return old
            .Keys.Union(fresh.Keys)
            .Select(resource => new CostLineDifference(resource, old.GetValueOrDefault(resource), fresh.GetValueOrDefault(resource)))
            .Where(line => Math.Abs(line.After - line.Before) >= Cent)
            .OrderByDescending(line => Math.Abs(line.After - line.Before))
            .ThenBy(line => line.Resource, StringComparer.Ordinal);
    }

    static Dictionary<string, decimal> ByResource(Bill bill) =>
        bill.Lines.GroupBy(line => line.Resource).ToDictionary(group => group.Key, group => group.Sum(line => line.Month.Expected));
}
