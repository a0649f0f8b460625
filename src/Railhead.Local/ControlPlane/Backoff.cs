namespace Railhead.Local;

/// <summary>How long to pause after a number of failures in a row: a second, doubled each time, ten seconds at most.</summary>
public static class Backoff
{
    static readonly TimeSpan First = TimeSpan.FromSeconds(1),
        Longest = TimeSpan.FromSeconds(10);

    public static TimeSpan After(int failures) =>
        failures > 5 ? Longest : TimeSpan.FromTicks(Math.Min(Longest.Ticks, First.Ticks << Math.Max(failures - 1, 0)));
}
