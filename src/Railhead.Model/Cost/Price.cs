namespace Railhead.Model;

/// <summary>What AWS charges for one unit, in USD, without tax, discounts and free tiers.</summary>
/// <param name="Unit">Such as <c>hour</c> or <c>GB</c>.</param>
/// <param name="Value">USD; a range where it is a guess.</param>
/// <param name="Source">Address of the list or page that names it.</param>
/// <param name="AsOf">Date of the source, <c>yyyy-MM-dd</c>.</param>
/// <param name="IsGuess">Whether the source says nothing of this region.</param>
public sealed record Price(string Unit, CostRange Value, string Source, string AsOf, bool IsGuess);
