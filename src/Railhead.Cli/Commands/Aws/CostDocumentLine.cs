using Railhead.Aws;

namespace Railhead.Cli;

/// <summary>One line of <c>cost --json</c>: <c>month</c> is quantity times price, as expected.</summary>
sealed record CostDocumentLine(
    string Resource,
    string What,
    decimal Quantity,
    string Unit,
    decimal Price,
    decimal Month,
    decimal Low,
    decimal High,
    string Source,
    string AsOf,
    bool Guess
)
{
    public static CostDocumentLine Of(CostLine line) =>
        new(
            line.Resource,
            line.What,
            CostAmounts.Plain(line.Quantity.Expected),
            line.Price.Unit,
            line.Price.Value.Expected,
            CostAmounts.Plain(line.Month.Expected),
            CostAmounts.Plain(line.Month.Low),
            CostAmounts.Plain(line.Month.High),
            line.Price.Source,
            line.Price.AsOf,
            line.IsGuess
        );
}
