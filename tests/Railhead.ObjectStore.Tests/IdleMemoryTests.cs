using Microsoft.Extensions.Time.Testing;

namespace Railhead.ObjectStore.Tests;

/// <summary>Memory goes back to the machine ten seconds after the last request of a burst.</summary>
public sealed class IdleMemoryTests : IDisposable
{
    readonly FakeTimeProvider _time = new();
    readonly IdleMemory _memory;
    bool _isLarge;
    int _compactions;

    public IdleMemoryTests() => _memory = new IdleMemory(_time, () => _isLarge, () => _compactions++);

    public void Dispose() => _memory.Dispose();

    [Theory]
    [InlineData(0, 0, 10.0)]
    [InlineData(0, 3, 7.0)]
    [InlineData(0, 10, 0.0)]
    [InlineData(0, 60, 0.0)]
    [InlineData(1, 60, null)]
    public void The_count_and_the_time_since_the_last_request_decide(int running, int idle, double? wait) =>
        Assert.Equal(wait, IdleMemory.Decide(running, TimeSpan.FromSeconds(idle))?.TotalSeconds);

    /// <summary>The one that makes the process large may end at once after one that was counted.</summary>
    [Fact]
    public void The_last_of_two_requests_at_once_counts()
    {
        Request();
        _isLarge = true;
        Request();
        Pass(10);
        Assert.Equal(1, _compactions);
    }

    [Fact]
    public void Each_request_puts_it_off()
    {
        _isLarge = true;
        Request();
        Pass(6);
        Request();
        Pass(9);
        Assert.Equal(0, _compactions);
        Pass(1);
        Assert.Equal(1, _compactions);
    }

    [Fact]
    public void A_request_that_runs_puts_it_off_until_it_has_ended()
    {
        _isLarge = true;
        Request();
        _memory.Enter();
        Pass(60);
        Assert.Equal(0, _compactions);
        _memory.Leave();
        Pass(10);
        Assert.Equal(1, _compactions);
    }

    [Fact]
    public void A_small_or_quiet_process_is_left_alone()
    {
        Request();
        Pass(60);
        _isLarge = true;
        Pass(60);
        Assert.Equal(0, _compactions);
    }

    void Request()
    {
        _memory.Enter();
        _memory.Leave();
    }

    void Pass(int seconds) => _time.Advance(TimeSpan.FromSeconds(seconds));
}
