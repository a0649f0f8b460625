using System.Globalization;

namespace Railhead.Local.Tests;

/// <summary>When a certificate is ordered: a table of lives, failures and clocks.</summary>
public sealed class RenewalTests
{
    static readonly DateTimeOffset Start = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("90.00:00", "60.00:00")]
    [InlineData("6.00:00", "4.00:00")]
    [InlineData("00:01:30", "00:01:00")]
    public void It_is_due_at_two_thirds_of_any_life(string life, string due) =>
        Assert.Equal(Start + Span(due), Renewal.DueAt(Start, Start + Span(life)));

    [Fact]
    public void Without_a_certificate_it_is_due_at_once() => Assert.True(Renewal.NextAttempt(life: null, last: null, Start) <= Start);

    [Theory]
    [InlineData(1, false, "00:01")]
    [InlineData(2, false, "00:05")]
    [InlineData(3, false, "00:15")]
    [InlineData(4, false, "01:00")]
    [InlineData(5, false, "06:00")]
    [InlineData(500, false, "06:00")]
    [InlineData(1, true, "01:00")]
    [InlineData(9, true, "06:00")]
    public void After_failures_it_waits_longer_and_after_a_rate_limit_an_hour(int count, bool isRateLimit, string pause) =>
        Assert.Equal(Start + Span(pause), Renewal.NextAttempt(life: null, new FailedAttempt(Start, count, isRateLimit, ""), Start));

    [Fact]
    public void A_short_life_is_not_slept_through()
    {
        // 90 s of life, failed at the 61st second, for the tenth time.
        var failed = new FailedAttempt(Start + TimeSpan.FromSeconds(61), 10, IsRateLimit: false, "");
        Assert.Equal(
            failed.At + TimeSpan.FromSeconds(10),
            Renewal.NextAttempt((Start, Start + TimeSpan.FromSeconds(90)), failed, failed.At)
        );
    }

    [Fact]
    public void An_expired_certificate_is_ordered_again_with_the_usual_pauses()
    {
        var failed = new FailedAttempt(Start + TimeSpan.FromDays(100), 5, IsRateLimit: false, "");
        Assert.Equal(failed.At + TimeSpan.FromHours(6), Renewal.NextAttempt((Start, Start + TimeSpan.FromDays(90)), failed, failed.At));
    }

    [Fact]
    public void A_failure_that_lies_ahead_was_at_a_wrong_clock_and_does_not_count()
    {
        var failed = new FailedAttempt(Start + TimeSpan.FromDays(3650), 5, IsRateLimit: true, "");
        Assert.True(Renewal.NextAttempt(life: null, failed, Start) <= Start);
    }

    static TimeSpan Span(string text) => TimeSpan.Parse(text, CultureInfo.InvariantCulture);
}
