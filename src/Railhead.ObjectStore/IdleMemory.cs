namespace Railhead.ObjectStore;

/// <summary>
/// Returns memory to the machine after a burst of requests. An idle process allocates nothing, so the garbage collector would not run.
/// </summary>
sealed class IdleMemory : IDisposable
{
    const long Normal = 48L * 1024 * 1024;
    static readonly TimeSpan Calm = TimeSpan.FromSeconds(10);

    readonly ITimer _timer;
    int _running;
    long _checked;

    public IdleMemory(TimeProvider time) =>
        _timer = time.CreateTimer(_ => Collect(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    /// <summary>Counts a request, and returns the number of those that run.</summary>
    public int Enter() => Interlocked.Increment(ref _running);

    public void Leave()
    {
        if (Interlocked.Decrement(ref _running) != 0)
        {
            return;
        }

        // Once a second is enough, and spares each request the question.
        var now = Environment.TickCount64;
        if (now - Volatile.Read(ref _checked) < 1000)
        {
            return;
        }

        Volatile.Write(ref _checked, now);
        if (IsLarge())
        {
            _timer.Change(Calm, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose() => _timer.Dispose();

    static bool IsLarge() => GC.GetGCMemoryInfo(GCKind.Any).TotalCommittedBytes > Normal || GC.GetTotalMemory(false) > Normal;

    void Collect()
    {
        if (Volatile.Read(ref _running) == 0)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }
    }
}
