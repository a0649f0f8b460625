using Railhead.Model;

namespace Railhead.Local;

/// <summary>
/// Decides how an event is recorded: as a new row, or folded into the last one with the same component, kind and subject. So a crash loop
/// is one row with a count, however long it lasts. Starts and stops of the environment stay apart.
/// </summary>
public static class EventFolding
{
    /// <summary>A repeat after a longer time is a new row.</summary>
    public static readonly TimeSpan Gap = TimeSpan.FromMinutes(10);

    const int LongestText = 500;

    // Between two starts is a stop, so the second one is no repeat.
    static readonly IReadOnlyList<string> Apart =
    [
        EventKind.EnvironmentUp.Word(),
        EventKind.EnvironmentDown.Word(),
        EventKind.EnvironmentRecovered.Word(),
    ];

    /// <summary>The row that holds both; null when the event is a row of its own.</summary>
    /// <param name="last">The last row with the same component, kind and subject.</param>
    /// <param name="entry">The event as a row of its own.</param>
    public static EventRow? Fold(EventRow last, EventRow entry) =>
        // A clock that was set back makes no gap.
        !Apart.Contains(entry.Kind) && entry.Time - last.Time < Gap
            ? entry with
            {
                Since = last.Since < entry.Since ? last.Since : entry.Since,
                Count = (int)Math.Min((long)last.Count + entry.Count, int.MaxValue),
            }
            : null;

    /// <summary>One line of limited length that a terminal does not obey.</summary>
    public static string Text(string text)
    {
        var line = TerminalText.OneLine(text);
        if (line.Length <= LongestText)
        {
            return line;
        }

        var end = char.IsHighSurrogate(line[LongestText - 2]) ? LongestText - 2 : LongestText - 1;
        return line[..end] + "…";
    }
}
