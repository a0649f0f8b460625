namespace Railhead.Aws;

/// <summary>
/// When RDS charges Extended Support for a major version of PostgreSQL: from the end of standard support on, and twice as much after two
/// years. Source: "Release calendars for Amazon RDS for PostgreSQL" in the RDS user guide.
/// </summary>
static class DatabaseSupport
{
    /// <summary>Value of <c>engine_lifecycle_support</c> with which RDS upgrades the version instead.</summary>
    public const string Off = "open-source-rds-extended-support-disabled";

    /// <summary>Last day of standard support; null for a version that the calendar does not have yet.</summary>
    public static DateOnly? EndOf(decimal? version) =>
        (int?)version switch
        {
            11 => new DateOnly(2024, 3, 31),
            12 => new DateOnly(2025, 2, 28),
            13 => new DateOnly(2026, 2, 28),
            14 => new DateOnly(2027, 2, 28),
            15 => new DateOnly(2028, 2, 29),
            16 => new DateOnly(2029, 2, 28),
            17 => new DateOnly(2030, 2, 28),
            _ => null,
        };

    /// <summary>0 during standard support, 1 afterwards, 2 in the third year of Extended Support.</summary>
    public static int Factor(decimal? version, DateOnly today) =>
        EndOf(version) is not { } end || today <= end ? 0
        : today > end.AddYears(2) ? 2
        : 1;
}
