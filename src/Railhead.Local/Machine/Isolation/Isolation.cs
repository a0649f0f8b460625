using Railhead.Model;

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

    /// <summary>See <see cref="Walls.Words"/>; empty when the blueprint wants no walls, or the machine cannot build them.</summary>
    /// <param name="mode">The blueprint's.</param>
    /// <param name="view">What the process sees.</param>
    /// <param name="runAs">The user behind the walls.</param>
    /// <param name="cancellation">Ends a trial.</param>
    public async Task<IReadOnlyList<string>> WordsAsync(
        IsolationMode mode,
        WallsView view,
        Account runAs,
        CancellationToken cancellation
    ) =>
        mode == IsolationMode.Off || (await NowAsync(cancellation)).Walls is not { } walls
            ? []
            : walls.Words(view, UserSwitch.Words(runAs, Ownership.CurrentUid).Count > 0);

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
