using System.Globalization;
using Railhead.Aws;
using Railhead.Model;

namespace Railhead.Cli;

/// <summary>A bill for people: lines of the same kind together, the most expensive first.</summary>
static class CostText
{
    /// <summary>What a reader must know before the numbers.</summary>
    public static IEnumerable<string> Notes(Architecture architecture, PriceTable prices)
    {
        if (architecture.Environment == BlueprintFile.Local)
        {
            yield return "note: local runs on this machine, which costs nothing. These are the costs of its form on AWS.";
        }

        var region = architecture.Network.Region;
        if (!prices.Regions.Contains(region))
        {
            yield return $"warning: the price table does not have {region}. All its prices are guesses: those of us-east-1 times a factor. "
                + $"It has {string.Join(", ", prices.Regions)}.";
        }
    }

    public static IEnumerable<string> Lines(Architecture architecture, Bill bill, CostChanges? changes) =>
        [
            $"{architecture.App} · {architecture.Environment} · {architecture.Network.Region}: USD a month, list prices without tax and free tiers",
            .. TextTable.Lines(["what", "quantity", "unit", "price", "month", "range"], [.. Groups(bill).Select(Row), Total(bill)]),
            "",
            "Assumptions; change one with --set NAME=NUMBER:",
            .. TextTable.Lines(["name", "expected", "range", "unit", "meaning"], bill.Assumptions.Select(Row).ToList()),
            .. changes is null ? Array.Empty<string>() : Changes(changes),
            "",
            "~ marks an estimate: of a quantity, or of a price that no source names for this region.",
            $"Prices are from {bill.Lines.Min(line => line.Price.AsOf)} to {bill.Lines.Max(line => line.Price.AsOf)}; --json names the source of each.",
            .. bill.NotPriced.Count == 0
                ? Array.Empty<string>()
                : [$"Not priced, because Railhead does not know these types: {string.Join(", ", bill.NotPriced)}."],
        ];

    static IEnumerable<string> Changes(CostChanges changes) =>
        [
            "",
            "What a change of railhead.yaml or of the use costs:",
            .. TextTable.Lines(["change", "month", "note"], changes.Knobs().Select(Row).ToList()),
            "",
            "Other ways to run the same system:",
            .. TextTable.Lines(["change", "month", "note"], changes.Alternatives().Select(Row).ToList()),
        ];

    /// <summary>Lines that differ only in the resource.</summary>
    static IEnumerable<IReadOnlyList<CostLine>> Groups(Bill bill) =>
        bill
            .Lines.GroupBy(line => (Type: line.Resource.Split('.')[0], line.What, line.Price))
            .Select(group => group.ToList())
            .OrderByDescending(group => group.Sum(line => line.Month.Expected));

    static IReadOnlyList<string> Row(IReadOnlyList<CostLine> group)
    {
        var (first, month) = (group[0], CostRange.Sum(group.Select(line => line.Month)));
        var resource = group.Count == 1 ? first.Resource : $"{first.Resource.Split('.')[0]} ({group.Count})";
        return
        [
            $"{resource}: {first.What}",
            Number(group.Sum(line => line.Quantity.Expected)),
            first.Price.Unit,
            first.Price.Value.Expected.ToString("0.######", CultureInfo.InvariantCulture),
            CostAmounts.Money(month.Expected),
            Range(month),
        ];
    }

    static IReadOnlyList<string> Total(Bill bill) => ["together", "", "", "", CostAmounts.Money(bill.Month.Expected), Range(bill.Month)];

    static IReadOnlyList<string> Row(Assumption assumption) =>
        [
            assumption.Name,
            Number(assumption.Value.Expected),
            assumption.IsSet ? "set" : $"{Number(assumption.Value.Low)} to {Number(assumption.Value.High)}",
            assumption.Unit,
            assumption.Meaning,
        ];

    static IReadOnlyList<string> Row(CostChange change) =>
        [change.Change, change.Difference.ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture), change.Note ?? ""];

    static string Range(CostRange range) =>
        range.Low == range.High ? "" : $"~ {CostAmounts.Money(range.Low)} to {CostAmounts.Money(range.High)}";

    static string Number(decimal number) => number.ToString(number < 10 ? "0.###" : "#,0.#", CultureInfo.InvariantCulture);
}
