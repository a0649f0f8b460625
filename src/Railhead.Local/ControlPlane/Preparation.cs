namespace Railhead.Local;

/// <summary>
/// Work that is done once and takes a while. It goes on beside the passes, which only look how far it is; after a failure it is tried again
/// when its pause is over.
/// </summary>
public sealed class Preparation : IDisposable
{
    readonly Func<CancellationToken, Task> _act;
    readonly TimeProvider _time;
    readonly CancellationTokenSource _end;
    Task _task;
    int _failures;
    long? _failedAt;
    string _reason = "";

    public Preparation(Func<CancellationToken, Task> act, TimeProvider time, CancellationToken cancellation)
    {
        (_act, _time) = (act, time);
        _end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _task = Begin();
    }

    /// <summary>How far it is. Begins it again when it failed and its pause is over. One caller at a time.</summary>
    public Readiness Look()
    {
        if (_task.IsCompletedSuccessfully)
        {
            return Readiness.Ready;
        }

        if (!_task.IsCompleted)
        {
            // The reason of the last failure tells more than that another try runs.
            return _failures == 0 ? Readiness.Starting : Readiness.NotReady(_reason);
        }

        if (_failedAt is not { } failedAt)
        {
            _reason = _task.Exception?.GetBaseException().Message ?? "it was interrupted";
            (_failures, _failedAt) = (_failures + 1, _time.GetTimestamp());
        }
        else if (_time.GetElapsedTime(failedAt) >= Backoff.After(_failures) && !_end.IsCancellationRequested)
        {
            (_failedAt, _task) = (null, Begin());
        }

        return Readiness.NotReady(_reason);
    }

    /// <summary>Cancels it and returns when nothing of it goes on.</summary>
    public async Task EndAsync()
    {
        await _end.CancelAsync();
        await _task.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    /// <summary>Cancels it, without waiting.</summary>
    public void Dispose()
    {
        _end.Cancel();
        _task.ContinueWith(_ => _end.Dispose(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    Task Begin() => Task.Run(() => _act(_end.Token), _end.Token);
}
