using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;
using Railhead.Model;

namespace Railhead.Local.Tests;

public sealed class HeartbeatTests
{
    readonly FakeTimeProvider _time = new();

    [Fact]
    public void A_silent_stage_says_how_long_it_runs_and_what_it_wrote_last()
    {
        var heartbeat = new Heartbeat(_time);
        Assert.Null(After(heartbeat, 100));
        heartbeat.Saw(new StageEvent(Stage.Build, StageStatus.Running));
        Assert.Null(After(heartbeat, 29));
        Assert.Equal("  … build       still running after 30 s, no output yet", After(heartbeat, 1));
        Assert.Null(After(heartbeat, 10));
        heartbeat.Saw(new LogEvent(Stage.Build, "Compiling 1 of 2"));
        Assert.Null(After(heartbeat, 29));
        Assert.Equal("  … build       still running after 70 s, last output: Compiling 1 of 2", After(heartbeat, 1));
        Assert.Equal("  … build       still running after 100 s, last output: Compiling 1 of 2", After(heartbeat, 30));
        heartbeat.Saw(new StageEvent(Stage.Build, StageStatus.Succeeded, 100));
        Assert.Null(After(heartbeat, 100));
    }

    [Fact]
    public async Task Who_pushes_sees_it()
    {
        var events = Channel.CreateUnbounded<ProgressEvent>();
        var said = Channel.CreateUnbounded<string>();
        var following = PushProgress.FollowAsync(
            events.Reader.ReadAllAsync(TestContext.Current.CancellationToken),
            line => said.Writer.TryWrite(line),
            _time
        );
        events.Writer.TryWrite(new StageEvent(Stage.Build, StageStatus.Running));
        Assert.Equal("  … build", await said.Reader.ReadAsync(TestContext.Current.CancellationToken));
        _time.Advance(TimeSpan.FromSeconds(35));
        Assert.Contains(
            "still running after",
            await said.Reader.ReadAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
        events.Writer.Complete();
        Assert.False(await following);
    }

    string? After(Heartbeat heartbeat, int seconds)
    {
        _time.Advance(TimeSpan.FromSeconds(seconds));
        return heartbeat.Line();
    }
}
