namespace Railhead.Local;

/// <summary>Waiting for something that gives no notice.</summary>
static class Wait
{
    static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);

    /// <summary>Whether the condition came true within <paramref name="limit"/>.</summary>
    public static async Task<bool> UntilAsync(
        Func<bool> condition,
        TimeSpan limit,
        TimeProvider time,
        CancellationToken cancellation = default
    )
    {
        var begin = time.GetTimestamp();
        while (!condition())
        {
            if (time.GetElapsedTime(begin) >= limit)
            {
                return false;
            }

            await Task.Delay(Interval, time, cancellation);
        }

        return true;
    }
}
