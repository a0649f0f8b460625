using System.Diagnostics;

namespace Railhead.Local.Tests;

/// <summary>Waits for a condition, never for a time.</summary>
static class Eventually
{
    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<T> IsAsync<T>(Func<Task<T>> value, Func<T, bool> wanted, string what, double seconds = 30)
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

    public static Task TrueAsync(Func<Task<bool>> condition, string what, double seconds = 30) =>
        IsAsync(condition, now => now, what, seconds);
}
