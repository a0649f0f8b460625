using System.Diagnostics;

namespace Railhead.EndToEnd;

/// <summary>Waits for something to become true.</summary>
static class Eventually
{
    /// <param name="what">Completes "…, but not within 10 s".</param>
    /// <param name="limit">How long.</param>
    /// <param name="probe">The value, or null as long as it is not there. An exception counts as null.</param>
    public static async Task<T> GetAsync<T>(string what, TimeSpan limit, Func<Task<T?>> probe)
        where T : class
    {
        var clock = Stopwatch.StartNew();
        Exception? last = null;
        do
        {
            try
            {
                if (await probe() is { } value)
                {
                    return value;
                }

                last = null;
            }
            catch (Exception e)
            {
                last = e;
            }

            await Task.Delay(50, TestContext.Current.CancellationToken);
        } while (clock.Elapsed < limit);
        throw new TimeoutException($"{what}, but not within {limit.TotalSeconds} s. {last?.Message}", last);
    }

    public static Task TrueAsync(string what, TimeSpan limit, Func<Task<bool>> probe) =>
        GetAsync(what, limit, async () => await probe() ? "yes" : null);
}
