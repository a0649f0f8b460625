using Railhead.Model;

namespace Railhead.Aws;

/// <summary>A quantity of use that no configuration tells.</summary>
/// <param name="Name">As <c>--set</c> takes it.</param>
/// <param name="Unit">Such as <c>GB a month</c>.</param>
/// <param name="Meaning">For people.</param>
/// <param name="Value">The estimate, or what somebody set.</param>
/// <param name="IsSet">Whether somebody set it.</param>
public sealed record Assumption(string Name, string Unit, string Meaning, CostRange Value, bool IsSet);
