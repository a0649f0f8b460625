namespace Railhead.Local;

/// <summary>The bounds of <see cref="EventStore"/>: a few hundred kilobytes at most, and no kind pushes out all others.</summary>
public static class EventLimits
{
    /// <summary>Rows of all kinds.</summary>
    public const int Rows = 1000;

    /// <summary>Rows with the same component and kind.</summary>
    public const int RowsOfOneKind = 200;

    /// <summary>Rows that age does not delete: a clock that was wrong for a moment costs no more than the rest.</summary>
    public const int RowsOfAnyAge = 100;

    /// <summary>Warnings at a time.</summary>
    public const int Warnings = 100;

    public static readonly TimeSpan Age = TimeSpan.FromDays(90);
}
