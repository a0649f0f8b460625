using Microsoft.Extensions.Time.Testing;

namespace Railhead.Local.Tests;

public class PlatformLookTests
{
    [Fact]
    public void A_calm_platform_is_compared_now_and_then_and_a_busy_one_at_once()
    {
        var time = new FakeTimeProvider();
        var look = new PlatformLook(time);
        Assert.True(look.IsDue);
        look.Done();
        Assert.False(look.IsDue);
        time.Advance(PlatformLook.Interval - TimeSpan.FromTicks(1));
        look.HurryIf(false);
        Assert.False(look.IsDue);
        time.Advance(TimeSpan.FromTicks(1));
        Assert.True(look.IsDue);
        look.HurryIf(true);
        look.Done();
        Assert.False(look.IsDue);
        look.HurryIf(true);
        Assert.True(look.IsDue);
    }
}
