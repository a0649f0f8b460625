using Microsoft.Extensions.Time.Testing;

namespace Railhead.Local.Tests;

public sealed class PreparationTests
{
    readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task It_is_starting_until_it_is_done()
    {
        var done = new TaskCompletionSource();
        using var preparation = new Preparation(_ => done.Task, _time, MachineFixture.Cancellation);
        Assert.Equal(Readiness.Starting, preparation.Look());
        done.SetResult();
        await UntilAsync(preparation, readiness => readiness is Readiness.IsReady);
    }

    [Fact]
    public async Task A_failure_is_shown_and_tried_again_after_a_pause_that_grows()
    {
        var begun = new List<double>();
        var start = _time.GetUtcNow();
        using var preparation = new Preparation(
            _ =>
            {
                begun.Add((_time.GetUtcNow() - start).TotalSeconds);
                throw new IOException($"no space left ({begun.Count})");
            },
            _time,
            MachineFixture.Cancellation
        );
        foreach (var pause in (double[])[1, 2])
        {
            await UntilAsync(preparation, readiness => readiness is Readiness.HasFailed);
            for (var look = 0; look < 100; look++)
            {
                preparation.Look();
                // What a look has begun comes before this.
                await Task.Run(() => { }, MachineFixture.Cancellation);
            }

            var reason = Readiness.NotReady($"no space left ({begun.Count + 1})");
            _time.Advance(TimeSpan.FromSeconds(pause));
            await UntilAsync(preparation, readiness => readiness == reason);
        }

        Assert.Equal([0, 1, 3], begun);
    }

    [Fact]
    public async Task Work_that_is_ended_stops()
    {
        var stopped = false;
        using var preparation = new Preparation(
            async token =>
            {
                try
                {
                    await Task.Delay(Timeout.Infinite, token);
                }
                finally
                {
                    stopped = true;
                }
            },
            TimeProvider.System,
            MachineFixture.Cancellation
        );
        await preparation.EndAsync();
        // Cancelled before it began, it never runs.
        Assert.True(stopped || preparation.Look() is Readiness.HasFailed);
        Assert.IsType<Readiness.HasFailed>(preparation.Look());
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 4)]
    [InlineData(4, 8)]
    [InlineData(5, 10)]
    [InlineData(1000, 10)]
    public void The_pause_doubles_up_to_ten_seconds(int failures, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Backoff.After(failures));

    static async Task UntilAsync(Preparation preparation, Func<Readiness, bool> isWanted) =>
        await Railhead.Testing.Eventually.IsAsync(preparation.Look, isWanted, "it gets there");
}
