namespace Railhead.Model;

/// <summary>Decides whether lifecycle rules delete an object today.</summary>
public static class LifecycleRules
{
    /// <summary>Whether the current version of an object is due. S3 rounds up to the next midnight UTC.</summary>
    public static bool IsExpired(IReadOnlyList<LifecycleRule> rules, string key, DateTimeOffset written, DateTimeOffset now) =>
        rules.Any(r => Matches(r, key) && r.ExpireDays is { } days && now >= Due(written, days));

    /// <summary>Whether an old version is due, counted from when a newer one covered it.</summary>
    public static bool IsNoncurrentExpired(IReadOnlyList<LifecycleRule> rules, string key, DateTimeOffset covered, DateTimeOffset now) =>
        rules.Any(r => Matches(r, key) && r.NoncurrentExpireDays is { } days && now >= Due(covered, days));

    /// <summary>Whether an unfinished upload is due.</summary>
    public static bool IsUploadAbandoned(IReadOnlyList<LifecycleRule> rules, string key, DateTimeOffset begun, DateTimeOffset now) =>
        rules.Any(r => Matches(r, key) && r.AbortUploadDays is { } days && now >= Due(begun, days));

    static bool Matches(LifecycleRule rule, string key) => key.StartsWith(rule.Prefix, StringComparison.Ordinal);

    static DateTimeOffset Due(DateTimeOffset from, int days)
    {
        var due = from.ToUniversalTime().AddDays(days);
        var midnight = new DateTimeOffset(due.Date, TimeSpan.Zero);
        return due == midnight ? midnight : midnight.AddDays(1);
    }
}
