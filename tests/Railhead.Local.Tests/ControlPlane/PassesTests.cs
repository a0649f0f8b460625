namespace Railhead.Local.Tests;

/// <summary>The wait for a pass of the reconciler.</summary>
public sealed class PassesTests : IDisposable
{
    /// <summary>Ends a test that has failed.</summary>
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    readonly Passes _passes = new();

    public void Dispose() => _passes.Dispose();

    [Fact]
    public async Task A_pass_that_had_begun_before_the_question_does_not_answer_it()
    {
        Publish(1);
        var next = _passes.NextAsync(MachineFixture.Cancellation);
        // It may have read the state before the caller changed it.
        Publish(2);
        Assert.False(next.IsCompleted);
        Publish(3);
        Assert.Equal(3, (await next).Pass);
    }

    [Fact]
    public async Task A_question_ends_the_pause_before_the_next_pass()
    {
        var pause = _passes.PauseAsync(Limit, MachineFixture.Cancellation);
        var next = _passes.NextAsync(MachineFixture.Cancellation);
        Assert.True(await pause);
        Publish(1);
        // The first pass does not answer it, so the pause after that is none either.
        Assert.True(await _passes.PauseAsync(Limit, MachineFixture.Cancellation));
        Publish(2);
        Assert.Equal(2, (await next).Pass);
    }

    [Fact]
    public async Task Many_calls_for_a_pass_are_one()
    {
        for (var call = 0; call < 5; call++)
        {
            _passes.Wake();
        }

        await _passes.PauseAsync(Timeout.InfiniteTimeSpan, MachineFixture.Cancellation);
        var pause = _passes.PauseAsync(Timeout.InfiniteTimeSpan, MachineFixture.Cancellation);
        Assert.False(pause.IsCompleted);
        _passes.Wake();
        await pause;
    }

    [Fact]
    public async Task A_wait_ends_with_the_first_snapshot_that_is_as_wanted()
    {
        var wait = _passes.UntilAsync(snapshot => snapshot.LoadBalancerCurrent, MachineFixture.Cancellation);
        Publish(1);
        Publish(2);
        Assert.False(wait.IsCompleted);
        var pass = 3;
        while (!wait.IsCompleted)
        {
            Publish(pass++, isCurrent: true);
            await Task.Yield();
        }

        Assert.True((await wait).LoadBalancerCurrent);
    }

    [Fact]
    public async Task A_wait_can_be_cancelled()
    {
        using var end = new CancellationTokenSource();
        var next = _passes.NextAsync(end.Token);
        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);
    }

    void Publish(long pass, bool isCurrent = false) =>
        _passes.Publish(Snapshot.Empty with { Pass = pass, LoadBalancerCurrent = isCurrent });
}
