namespace Railhead.Aws;

/// <summary>Something about the account that a plan does not show.</summary>
/// <param name="Severity">How bad it is.</param>
/// <param name="Code">One of <see cref="PreflightErrors"/>.</param>
/// <param name="Message">A sentence.</param>
/// <param name="Hint">What to do, or null.</param>
public sealed record PreflightFinding(PreflightSeverity Severity, string Code, string Message, string? Hint)
{
    public override string ToString() => $"{Severity.ToString().ToLowerInvariant()} {Code}: {Message}{(Hint is null ? "" : $" {Hint}")}";
}
