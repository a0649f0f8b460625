using Railhead.Model;

namespace Railhead.Local;

/// <summary>Records stages as they begin and end, with their durations.</summary>
/// <param name="record">Where the events go.</param>
/// <param name="time">The clock.</param>
public sealed class StageRecorder(Action<ProgressEvent> record, TimeProvider time)
{
    LogExcerpt _lines = new();
    Stage? _current;
    string? _detail;
    long _started;

    public Stage? Current => _current;

    /// <summary>When the stage that runs, or ran last, began.</summary>
    public DateTimeOffset? Since { get; private set; }

    /// <summary>Its lines, as far as a failure shows them.</summary>
    public LogExcerpt Lines => _lines;

    /// <summary>A stage begins; nothing happens when it runs already.</summary>
    public void Begin(Stage stage, string? detail = null)
    {
        if (_current == stage)
        {
            return;
        }

        (_current, _detail, _started, Since) = (stage, detail, time.GetTimestamp(), time.GetUtcNow());
        _lines = new();
        record(new StageEvent(stage, StageStatus.Running, Detail: detail));
    }

    /// <summary>The running stage has succeeded; nothing happens when none runs.</summary>
    /// <param name="detail">The result of the stage; unless given, the detail of its beginning.</param>
    public void Succeed(string? detail = null) => End(StageStatus.Succeeded, detail ?? _detail);

    /// <summary>The running stage has failed; nothing happens when none runs.</summary>
    public void FailCurrent() => End(StageStatus.Failed, detail: null);

    public void Skip(Stage stage) => record(new StageEvent(stage, StageStatus.Skipped));

    /// <summary>A stage that took no time of its own.</summary>
    public void Done(Stage stage, string detail) => record(new StageEvent(stage, StageStatus.Succeeded, 0, detail));

    /// <summary>Runs a whole stage. A failure leaves it running, for <see cref="FailCurrent"/>.</summary>
    public async Task<T> RunAsync<T>(Stage stage, string? detail, Func<Task<T>> act)
    {
        Begin(stage, detail);
        var result = await act();
        Succeed();
        return result;
    }

    public void Log(Stage stage, string line)
    {
        record(new LogEvent(stage, line));
        _lines.Add(line);
    }

    void End(StageStatus status, string? detail)
    {
        if (_current is not { } stage)
        {
            return;
        }

        record(new StageEvent(stage, status, time.GetElapsedTime(_started).TotalSeconds, detail));
        _current = null;
    }
}
