namespace Railhead.Local;

/// <summary>Waiting for something that gives no notice.</summary>
static class Wait
{
    static readonly TimeSpan ShortInterval = TimeSpan.FromMilliseconds(10);

    /// <summary>Whether the condition came true within <paramref name="limit"/>; it is asked each 10 ms.</summary>
    public static Task<bool> UntilAsync(
        Func<bool> condition,
        TimeSpan limit,
        TimeProvider time,
        CancellationToken cancellation = default
    ) => UntilAsync(() => Task.FromResult(condition()), limit, ShortInterval, time, cancellation);

    /// <summary>Whether the condition came true within <paramref name="limit"/>.</summary>
    /// <param name="condition">Asked at once, and then after each interval.</param>
    /// <param name="limit"><see cref="Timeout.InfiniteTimeSpan"/> waits for ever.</param>
    /// <param name="interval">Time between an answer and the next question.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public static async Task<bool> UntilAsync(
        Func<Task<bool>> condition,
        TimeSpan limit,
        TimeSpan interval,
        TimeProvider time,
        CancellationToken cancellation = default
    )
    {
        var begin = time.GetTimestamp();
        while (!await condition())
        {
            if (limit != Timeout.InfiniteTimeSpan && time.GetElapsedTime(begin) >= limit)
            {
                return false;
            }

            await Task.Delay(interval, time, cancellation);
        }

        return true;
    }
}
