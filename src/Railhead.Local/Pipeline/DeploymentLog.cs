using System.Text;
using Railhead.Model;

namespace Railhead.Local;

/// <summary>
/// The recorded progress of one deployment: a file of JSON lines that its watchers follow, also over a restart of the control plane.
/// </summary>
public sealed class DeploymentLog(string path)
{
    static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    readonly Lock _lock = new();

    public void Append(ProgressEvent entry)
    {
        var line = Encoding.UTF8.GetBytes(JsonLines.Of(entry) + "\n");
        lock (_lock)
        {
            using var stream = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
            stream.Write(line);
        }
    }

    /// <summary>All events from the beginning on, as they come, up to the result.</summary>
    /// <param name="path">The log's file.</param>
    /// <param name="ended">Whether nothing more will be written although no result is there, asked when the end of the file is
    /// reached.</param>
    /// <param name="time">The clock for waiting.</param>
    /// <param name="cancellation">Ends the watching.</param>
    public static async IAsyncEnumerable<ProgressEvent> FollowAsync(
        string path,
        Func<bool> ended,
        TimeProvider time,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation
    )
    {
        await using var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Read, FileShare.ReadWrite);
        var tail = new LineTail(stream);
        while (true)
        {
            var wasEnded = ended();
            foreach (var line in tail.Read())
            {
                if (JsonLines.Event(line) is not { } entry)
                {
                    continue;
                }

                yield return entry;
                if (entry is ResultEvent)
                {
                    yield break;
                }
            }

            if (wasEnded)
            {
                yield break;
            }

            await Task.Delay(Poll, time, cancellation);
        }
    }
}
