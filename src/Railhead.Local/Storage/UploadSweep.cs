using System.Data.Common;
using Microsoft.Extensions.Logging;
using Railhead.Model;

namespace Railhead.Local;

/// <summary>Aborts multipart uploads that nobody completes, by the lifecycle rules of their buckets: after seven days, as on AWS.</summary>
static partial class UploadSweep
{
    static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    /// <summary>Sweeps now and each hour, until cancellation.</summary>
    public static async Task RunAsync(AwsEndpointState state, ILogger log, TimeProvider time, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Pause, time);
        try
        {
            do
            {
                await SweepAsync(state, log, time);
            } while (await timer.WaitForNextTickAsync(stop));
        }
        catch (OperationCanceledException)
        {
            // The end.
        }
    }

    static async Task SweepAsync(AwsEndpointState state, ILogger log, TimeProvider time)
    {
        var rules = state.Configuration.Buckets.ToDictionary(bucket => bucket.Name, bucket => bucket.Lifecycle);
        var now = time.GetUtcNow();
        try
        {
            var aborted = await state.Store.AbortUploadsAsync(
                (bucket, key, begun) => rules.TryGetValue(bucket, out var rule) && LifecycleRules.IsUploadAbandoned(rule, key, begun, now)
            );
            if (aborted > 0)
            {
                Aborted(log, aborted);
            }
        }
        catch (Exception error) when (error is IOException or DbException)
        {
            // A full disk, for example. The next hour tries again.
            NotSwept(log, error.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "aborted {Number} multipart uploads that nobody completed in time")]
    private static partial void Aborted(ILogger log, int number);

    [LoggerMessage(Level = LogLevel.Warning, Message = "cannot abort abandoned multipart uploads: {Reason}")]
    private static partial void NotSwept(ILogger log, string reason);
}
