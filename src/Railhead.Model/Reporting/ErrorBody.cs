namespace Railhead.Model;

/// <summary>An error: its code, what happened, where in the blueprint, and what to do.</summary>
public sealed record ErrorBody(string Code, string Message, string? File = null, int? Line = null, int? Column = null, string? Hint = null);
