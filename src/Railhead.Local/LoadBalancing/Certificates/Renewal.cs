namespace Railhead.Local;

/// <summary>Decides when a certificate is renewed.</summary>
public static class Renewal
{
    static readonly TimeSpan[] Pauses =
    [
        TimeSpan.FromMinutes(1),
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(15),
        TimeSpan.FromHours(1),
        TimeSpan.FromHours(6),
    ];

    static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(10),
        // Let's Encrypt counts failed validations by the hour (letsencrypt.org/docs/rate-limits).
        AfterRateLimit = TimeSpan.FromHours(1);

    /// <summary>At two thirds of the life, whatever its length.</summary>
    public static DateTimeOffset DueAt(DateTimeOffset notBefore, DateTimeOffset notAfter) => notBefore + ((notAfter - notBefore) * 2 / 3);

    /// <summary>The moment of the next attempt.</summary>
    /// <param name="life">First and last moment of the certificate that serves; null: there is none for this domain.</param>
    /// <param name="last">The last attempt, if it failed.</param>
    /// <param name="now">The time. A last attempt after it means that the clock was wrong then.</param>
    public static DateTimeOffset NextAttempt(
        (DateTimeOffset NotBefore, DateTimeOffset NotAfter)? life,
        FailedAttempt? last,
        DateTimeOffset now
    )
    {
        var due = life is { } known ? DueAt(known.NotBefore, known.NotAfter) : DateTimeOffset.MinValue;
        if (last is not { } failed || failed.At > now)
        {
            return due;
        }

        var pause = Pauses[Math.Clamp(failed.Count - 1, 0, Pauses.Length - 1)];
        if (failed.IsRateLimit && pause < AfterRateLimit)
        {
            pause = AfterRateLimit;
        }
        else if (life is { } left && left.NotAfter > failed.At && (left.NotAfter - failed.At) / 10 < pause)
        {
            // A certificate of an hour cannot wait for six.
            pause = (left.NotAfter - failed.At) / 10;
            pause = pause < ShortestPause ? ShortestPause : pause;
        }

        var next = failed.At + pause;
        return next > due ? next : due;
    }
}

/// <param name="At">When it ended.</param>
/// <param name="Count">Failures in a row.</param>
/// <param name="IsRateLimit">Whether the authority refused because of too many requests.</param>
/// <param name="Reason">In words.</param>
public sealed record FailedAttempt(DateTimeOffset At, int Count, bool IsRateLimit, string Reason);
