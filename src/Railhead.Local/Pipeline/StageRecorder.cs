using Railhead.Model;

namespace Railhead.Local;

/// <summary>Records the stages of one deployment as they begin and end, with their durations.</summary>
public sealed class StageRecorder(DeploymentLog log, TimeProvider time)
{
    LogExcerpt _lines = new();
    Stage? _current;
    long _started;

    /// <summary>When the stage that runs, or ran last, began.</summary>
    public DateTimeOffset? Since { get; private set; }

    /// <summary>Its lines, as far as a failure shows them.</summary>
    public LogExcerpt Lines => _lines;

    /// <summary>What the running stage says of itself when it succeeds.</summary>
    public string? Detail { get; set; }

    public async Task<T> RunAsync<T>(Stage stage, string? detail, Func<Task<T>> act)
    {
        (_current, _started, Detail) = (stage, time.GetTimestamp(), detail);
        Since = time.GetUtcNow();
        _lines = new();
        log.Append(new StageEvent(stage, StageStatus.Running, Detail: detail));
        var result = await act();
        log.Append(new StageEvent(stage, StageStatus.Succeeded, time.GetElapsedTime(_started).TotalSeconds, Detail));
        _current = null;
        return result;
    }

    public Task RunAsync(Stage stage, string? detail, Func<Task> act) =>
        RunAsync(
            stage,
            detail,
            async () =>
            {
                await act();
                return true;
            }
        );

    public void Skip(Stage stage) => log.Append(new StageEvent(stage, StageStatus.Skipped));

    /// <summary>The running stage has failed; nothing happens when none runs.</summary>
    public void FailCurrent()
    {
        if (_current is not { } stage)
        {
            return;
        }

        log.Append(new StageEvent(stage, StageStatus.Failed, time.GetElapsedTime(_started).TotalSeconds));
        _current = null;
    }

    public void Log(Stage stage, string line)
    {
        log.Append(new LogEvent(stage, line));
        _lines.Add(line);
    }
}

/// <summary>A deployment that failed for a reason of the app's: the message is the reason, for people.</summary>
public sealed class DeploymentFailedException(string message) : Exception(message)
{
    /// <summary>The log that explains it, where that is not the stage's own.</summary>
    public LogExcerpt? Lines { get; init; }

    /// <summary>The command that shows more.</summary>
    public string? More { get; init; }
}
