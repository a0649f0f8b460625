namespace Railhead.Model;

/// <param name="Operator">Such as <c>StringEquals</c>.</param>
/// <param name="Key">Such as <c>iam:PassedToService</c>.</param>
/// <param name="Values">Any of them.</param>
public sealed record Condition(string Operator, string Key, IReadOnlyList<string> Values);
