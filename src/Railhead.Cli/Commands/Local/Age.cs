using System.Globalization;

namespace Railhead.Cli;

/// <summary>An age such as <c>90s</c>, <c>10m</c>, <c>2h</c>, <c>1d</c>.</summary>
static class Age
{
    // Longer than any log is kept, and short enough to be taken off a date.
    static readonly TimeSpan Longest = TimeSpan.FromDays(36500);

    /// <exception cref="UsageException">It is something else.</exception>
    public static TimeSpan Parse(string text)
    {
        TimeSpan? unit = text is [_, .., var last]
            ? last switch
            {
                's' => TimeSpan.FromSeconds(1),
                'm' => TimeSpan.FromMinutes(1),
                'h' => TimeSpan.FromHours(1),
                'd' => TimeSpan.FromDays(1),
                _ => null,
            }
            : null;
        return
            unit is { } one
            && double.TryParse(
                text.AsSpan(0, text.Length - 1),
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var number
            )
            && number * one.TotalDays < Longest.TotalDays
            ? number * one
            : throw CommandErrors.NotAnAge(text);
    }
}
