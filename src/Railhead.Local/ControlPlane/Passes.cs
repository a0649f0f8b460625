namespace Railhead.Local;

/// <summary>
/// The passes of the reconciler as the rest of the control plane sees them: the latest snapshot, a call for another pass, and the wait for
/// one.
/// </summary>
public sealed class Passes : IDisposable
{
    readonly SemaphoreSlim _wake = new(0, 1);
    readonly Lock _lock = new();
    TaskCompletionSource<Snapshot> _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    volatile Snapshot _current = Snapshot.Empty;

    public Snapshot Current => _current;

    public void Dispose() => _wake.Dispose();

    /// <summary>Asks for a pass soon, because the state has changed.</summary>
    public void Wake()
    {
        lock (_lock)
        {
            if (_wake.CurrentCount == 0)
            {
                _wake.Release();
            }
        }
    }

    /// <summary>Waits for a pass that begins after this call.</summary>
    public async Task<Snapshot> NextAsync(CancellationToken cancellation)
    {
        var begun = _current.Pass;
        while (true)
        {
            Task<Snapshot> next;
            lock (_lock)
            {
                // The pass in progress may have read the state before the caller changed it: only the one after that counts.
                if (_current.Pass >= begun + 2)
                {
                    return _current;
                }

                next = _next.Task;
            }

            Wake();
            await next.WaitAsync(cancellation);
        }
    }

    /// <summary>Waits for a pass whose snapshot is as wanted.</summary>
    public async Task<Snapshot> UntilAsync(Func<Snapshot, bool> wanted, CancellationToken cancellation)
    {
        while (true)
        {
            var snapshot = await NextAsync(cancellation);
            if (wanted(snapshot))
            {
                return snapshot;
            }
        }
    }

    /// <summary>Makes a finished pass known. Only the reconciler calls this.</summary>
    public void Publish(Snapshot snapshot)
    {
        TaskCompletionSource<Snapshot> done;
        lock (_lock)
        {
            _current = snapshot;
            (done, _next) = (_next, new(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        done.SetResult(snapshot);
    }

    /// <summary>The pause between two passes; a call for a pass ends it.</summary>
    /// <returns>Whether a call ended it.</returns>
    public Task<bool> PauseAsync(TimeSpan pause, CancellationToken cancellation) => _wake.WaitAsync(pause, cancellation);
}
