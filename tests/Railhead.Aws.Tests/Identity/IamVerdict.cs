namespace Railhead.Aws.Tests;

/// <param name="IsAllowed">The decision.</param>
/// <param name="Explain">Says which statement decided, or which comes nearest.</param>
sealed record IamVerdict(bool IsAllowed, Func<string> Explain);
