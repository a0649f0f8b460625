using Railhead.Model;

namespace Railhead.Local;

/// <summary>What went wrong, as a code, a message and a hint for people.</summary>
public static class Problem
{
    /// <summary>The code of what nobody expected.</summary>
    public const string Unexpected = "RH3999";

    public static (string Code, string Message, string? Hint) Of(Exception error) =>
        error switch
        {
            RailheadException known => (known.Code, known.Message, known.Hint),
            IOException or UnauthorizedAccessException => ("RH3099", error.Message, null),
            _ => (Unexpected, $"Railhead failed: {error.Message}", "This is a fault of Railhead; the control plane's log has the details."),
        };
}
