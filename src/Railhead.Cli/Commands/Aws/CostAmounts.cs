using System.Globalization;
using Railhead.Model;

namespace Railhead.Cli;

/// <summary>The three ends of an estimate.</summary>
sealed record CostAmounts(decimal Low, decimal Expected, decimal High)
{
    public static CostAmounts Of(CostRange range) => new(Plain(range.Low), Plain(range.Expected), Plain(range.High));

    /// <summary>With at most eight places, and without zeros at the end.</summary>
    public static decimal Plain(decimal amount) => Math.Round(amount, 8) / 1.0000000000000000000000000000m;

    /// <summary>For people: <c>12.30</c>.</summary>
    public static string Money(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);
}
