using System.Diagnostics;

namespace Railhead.Testing;

/// <summary>Waits for a condition, never for a time. The limits only end a test that has failed, so they are generous.</summary>
public static class Eventually
{
    public const double Seconds = 60;

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Polls until the value is as wanted. An exception of the probe fails the test at once.</summary>
    public static async Task<T> IsAsync<T>(Func<Task<T>> value, Func<T, bool> wanted, string what, double seconds = Seconds)
    {
        var begin = Stopwatch.GetTimestamp();
        while (true)
        {
            var now = await value();
            if (wanted(now))
            {
                return now;
            }

            Assert.True(Stopwatch.GetElapsedTime(begin).TotalSeconds < seconds, $"not within {seconds} s: {what} (now {now})");
            await Task.Delay(20, Cancellation);
        }
    }

    public static Task<T> IsAsync<T>(Func<T> value, Func<T, bool> wanted, string what, double seconds = Seconds) =>
        IsAsync(() => Task.FromResult(value()), wanted, what, seconds);

    public static Task TrueAsync(Func<Task<bool>> condition, string what, double seconds = Seconds) =>
        IsAsync(condition, now => now, what, seconds);

    public static Task TrueAsync(Func<bool> condition, string what, double seconds = Seconds) =>
        IsAsync(condition, now => now, what, seconds);

    /// <summary>Polls until the probe returns a value. An exception of the probe means "not yet".</summary>
    public static async Task<T> GetAsync<T>(Func<Task<T?>> probe, string what, double seconds = Seconds)
        where T : class
    {
        Exception? last = null;
        var begin = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                if (await probe() is { } value)
                {
                    return value;
                }

                last = null;
            }
            catch (Exception e) when (!Cancellation.IsCancellationRequested)
            {
                last = e;
            }

            Assert.True(Stopwatch.GetElapsedTime(begin).TotalSeconds < seconds, $"not within {seconds} s: {what}. {last}");
            await Task.Delay(50, Cancellation);
        }
    }

    /// <summary>Polls until the condition holds. An exception of the condition means "not yet".</summary>
    public static Task SucceedsAsync(Func<Task<bool>> condition, string what, double seconds = Seconds) =>
        GetAsync(async () => await condition() ? "yes" : null, what, seconds);
}
