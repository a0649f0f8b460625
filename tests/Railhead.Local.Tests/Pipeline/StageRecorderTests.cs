using Microsoft.Extensions.Time.Testing;
using Railhead.Model;

namespace Railhead.Local.Tests;

public sealed class StageRecorderTests
{
    readonly FakeTimeProvider _time = new();
    readonly List<ProgressEvent> _events = [];

    [Fact]
    public void A_stage_says_its_beginning_its_end_and_its_seconds()
    {
        var stages = new StageRecorder(_events.Add, _time);
        stages.Begin(Stage.Tasks, "two");
        stages.Begin(Stage.Tasks);
        _time.Advance(TimeSpan.FromSeconds(2.5));
        stages.Succeed("both healthy");
        stages.Succeed();
        Assert.Equal(
            [
                new StageEvent(Stage.Tasks, StageStatus.Running, Detail: "two"),
                new StageEvent(Stage.Tasks, StageStatus.Succeeded, 2.5, "both healthy"),
            ],
            _events
        );
    }

    [Fact]
    public async Task A_stage_that_throws_is_the_one_that_failed_and_shows_its_own_lines()
    {
        var stages = new StageRecorder(_events.Add, _time);
        await stages.RunAsync(Stage.Source, "one", () => Task.FromResult(1));
        await Assert.ThrowsAsync<IOException>(() =>
            stages.RunAsync<int>(
                Stage.Build,
                null,
                () =>
                {
                    stages.Log(Stage.Build, "make: no rule");
                    throw new IOException();
                }
            )
        );
        stages.FailCurrent();
        stages.FailCurrent();
        Assert.Equal(["make: no rule"], stages.Lines.Last);
        Assert.Equal(new StageEvent(Stage.Build, StageStatus.Failed, 0), Assert.IsType<StageEvent>(_events[^1]));
        Assert.Equal(1, _events.Count(entry => entry is StageEvent { Status: StageStatus.Failed }));
    }
}
