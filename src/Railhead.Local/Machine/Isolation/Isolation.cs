namespace Railhead.Local;

/// <summary>Whether this machine can build walls. A failure is tried again: the missing package may be there by now.</summary>
/// <param name="trial">The trial.</param>
/// <param name="time">The clock.</param>
public sealed class Isolation(Func<CancellationToken, Task<IsolationState>> trial, TimeProvider time)
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    IsolationState? _state;
    long _triedAt;

    /// <summary>Nothing is tried and nothing is isolated.</summary>
    public static Isolation None { get; } = new(_ => Task.FromResult(IsolationState.None), TimeProvider.System);

    public async Task<IsolationState> NowAsync(CancellationToken cancellation)
    {
        if (_state is { Walls: null } && time.GetElapsedTime(_triedAt) > Pause)
        {
            _state = null;
        }

        if (_state is { } known)
        {
            return known;
        }

        var found = await trial(cancellation);
        _triedAt = time.GetTimestamp();
        _state = found;
        return found;
    }
}
