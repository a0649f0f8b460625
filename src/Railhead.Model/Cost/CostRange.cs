namespace Railhead.Model;

/// <summary>An amount that is not exactly known: a price, a quantity, or money.</summary>
/// <param name="Low">Not less than this.</param>
/// <param name="Expected">The best estimate.</param>
/// <param name="High">Not more than this.</param>
public readonly record struct CostRange(decimal Low, decimal Expected, decimal High)
{
    public static CostRange Exactly(decimal value) => new(value, value, value);

    /// <summary>The amount with a factor below and above, for what is a guess.</summary>
    public static CostRange Around(decimal value, decimal low, decimal high) => new(value * low, value, value * high);

    public static CostRange Sum(IEnumerable<CostRange> amounts) => amounts.Aggregate(Exactly(0), (sum, amount) => sum + amount);

    public static CostRange operator +(CostRange a, CostRange b) => new(a.Low + b.Low, a.Expected + b.Expected, a.High + b.High);

    public static CostRange operator *(CostRange a, CostRange b) => new(a.Low * b.Low, a.Expected * b.Expected, a.High * b.High);

    public static CostRange operator *(CostRange a, decimal factor) => a * Exactly(factor);

    /// <summary>The larger of both, at each end.</summary>
    public static CostRange Max(CostRange a, CostRange b) =>
        new(Math.Max(a.Low, b.Low), Math.Max(a.Expected, b.Expected), Math.Max(a.High, b.High));
}
