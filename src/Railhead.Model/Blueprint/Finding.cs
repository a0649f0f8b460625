using System.Globalization;

namespace Railhead.Model;

/// <summary>Something about a blueprint that its author should know: what, where, what to do.</summary>
/// <param name="Code">Stable, such as <c>RH1002</c>; docs/blueprint.md lists all.</param>
/// <param name="Severity">Whether it stops the command.</param>
/// <param name="Message">The mistake, as a clause without a full stop.</param>
/// <param name="File">The file as it is shown.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
/// <param name="Hint">The remedy, in whole sentences; or null.</param>
public sealed record Finding(string Code, Severity Severity, string Message, string File, int Line, int Column, string? Hint)
{
    /// <summary>The line that people see: <c>railhead.yaml:5:1: error RH1002: unknown key "helth". Did you mean "health"?</c></summary>
    public override string ToString()
    {
        var severity = Severity == Severity.Error ? "error" : "warning";
        var hint = Hint is null ? "" : $" {Hint}";
        return string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}:{Column}: {severity} {Code}: {Message}.{hint}");
    }

    internal static Finding Error(string code, Place at, string message, string hint) =>
        new(code, Severity.Error, message, at.File, at.Line, at.Column, hint);

    internal static Finding Warning(string code, Place at, string message, string hint) =>
        new(code, Severity.Warning, message, at.File, at.Line, at.Column, hint);
}
