namespace Railhead.ObjectStore;

/// <summary>
/// Returns memory to the machine after a burst of requests. An idle process allocates nothing, so the garbage collector would not run.
/// </summary>
sealed class IdleMemory : IDisposable
{
    static readonly TimeSpan Calm = TimeSpan.FromSeconds(10);

    readonly TimeProvider _time;
    readonly Func<bool> _isLarge;
    readonly Action _compact;
    readonly ITimer _timer;
    int _running;
    int _armed;
    long _left;

    /// <param name="time">The clock.</param>
    /// <param name="isLarge">Whether the process has more memory than a quiet one needs.</param>
    /// <param name="compact">Returns it.</param>
    public IdleMemory(TimeProvider time, Func<bool> isLarge, Action compact)
    {
        (_time, _isLarge, _compact) = (time, isLarge, compact);
        _timer = time.CreateTimer(_ => Tick(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Counts a request, and returns the number of those that run.</summary>
    public int Enter() => Interlocked.Increment(ref _running);

    public void Leave()
    {
        Volatile.Write(ref _left, _time.GetTimestamp());
        if (Interlocked.Decrement(ref _running) == 0)
        {
            Arm(Calm);
        }
    }

    public void Dispose() => _timer.Dispose();

    /// <summary>One timer at a time: what it finds when it ends decides.</summary>
    void Arm(TimeSpan wait)
    {
        if (Interlocked.Exchange(ref _armed, 1) == 0)
        {
            _timer.Change(wait, Timeout.InfiniteTimeSpan);
        }
    }

    void Tick()
    {
        // Before the count is read: a request that leaves from now on sets the timer itself.
        Volatile.Write(ref _armed, 0);
        Interlocked.MemoryBarrier();
        switch (Decide(Volatile.Read(ref _running), _time.GetElapsedTime(Volatile.Read(ref _left))))
        {
            case { } wait when wait > TimeSpan.Zero:
                Arm(wait);
                break;
            case not null when _isLarge():
                _compact();
                break;
        }
    }

    /// <summary>How long to wait before memory is returned; null: the last of the running requests decides.</summary>
    internal static TimeSpan? Decide(int running, TimeSpan idle) =>
        running > 0 ? null
        : idle < Calm ? Calm - idle
        : TimeSpan.Zero;
}
