namespace Railhead.Cli;

/// <summary>One assumption of <c>cost --json</c>, below its name.</summary>
sealed record CostAssumption(decimal Low, decimal Expected, decimal High, string Unit, string Meaning, bool Set);
