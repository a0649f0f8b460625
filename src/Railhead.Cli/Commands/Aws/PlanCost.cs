using Railhead.Aws;

namespace Railhead.Cli;

/// <summary><c>cost</c> in <c>plan --json</c>: USD a month, as expected.</summary>
sealed record PlanCost(string Currency, decimal Before, decimal After, IReadOnlyList<CostLineDifference> Lines)
{
    public static PlanCost Of(BillDifference difference) =>
        new(
            "USD",
            CostAmounts.Plain(difference.Before.Expected),
            CostAmounts.Plain(difference.After.Expected),
            difference
                .Lines.Select(line => line with { Before = CostAmounts.Plain(line.Before), After = CostAmounts.Plain(line.After) })
                .ToList()
        );
}
