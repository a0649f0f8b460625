using System.Globalization;

namespace Railhead.Cli;

/// <summary>An age such as <c>90s</c>, <c>10m</c>, <c>2h</c>, <c>1d</c>.</summary>
static class Age
{
    // Longer than any log is kept, and short enough to be taken off a date.
    static readonly TimeSpan Longest = TimeSpan.FromDays(36500);

    static readonly string[] Times = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd"];

    /// <summary>The time that <c>--since</c> names: an age, or a time of RFC 3339. A time without an offset is in UTC.</summary>
    /// <exception cref="UsageException">It is something else.</exception>
    public static DateTimeOffset Since(string text, DateTimeOffset now) =>
        DateTimeOffset.TryParseExact(
            text,
            Times,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var time
        )
            ? time
            : now - Parse(text);

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
