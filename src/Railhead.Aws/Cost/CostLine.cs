using Railhead.Model;

namespace Railhead.Aws;

/// <summary>What one resource costs for one thing.</summary>
/// <param name="Resource">Its address.</param>
/// <param name="What">The thing, such as "hours" or "data through it".</param>
/// <param name="Quantity">A month's, in the price's unit.</param>
/// <param name="Price">For one unit.</param>
public sealed record CostLine(string Resource, string What, CostRange Quantity, Price Price)
{
    /// <summary>USD.</summary>
    public CostRange Month => Quantity * Price.Value;

    /// <summary>Whether price or quantity is an estimate.</summary>
    public bool IsGuess => Month.Low != Month.High;
}
