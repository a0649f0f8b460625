using Railhead.Model;

namespace Railhead.Local;

/// <summary>The progress of a deployment, for the user who pushed.</summary>
public static class PushProgress
{
    /// <summary>Shows a deployment to its end, also while it has nothing to say; returns whether it succeeded.</summary>
    /// <param name="events">The deployment's.</param>
    /// <param name="say">Takes lines.</param>
    /// <param name="time">The clock.</param>
    public static async Task<bool> FollowAsync(IAsyncEnumerable<ProgressEvent> events, Action<string> say, TimeProvider time)
    {
        var heartbeat = new Heartbeat(time);
        var saying = new Lock();
        await using var ticker = time.CreateTimer(_ => Beat(), null, Heartbeat.Tick, Heartbeat.Tick);
        await foreach (var entry in events)
        {
            lock (saying)
            {
                heartbeat.Saw(entry);
                if (PlainProgress.Line(entry) is { } line)
                {
                    say(line);
                }
            }

            if (entry is ResultEvent result)
            {
                return result.Succeeded;
            }
        }

        return false;

        void Beat()
        {
            lock (saying)
            {
                if (heartbeat.Line() is { } line)
                {
                    say(line);
                }
            }
        }
    }
}
