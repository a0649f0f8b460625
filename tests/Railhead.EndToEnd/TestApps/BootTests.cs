using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Railhead.EndToEnd;

/// <summary>The boot after a power cut, with more than one app.</summary>
[Collection("test apps")]
public sealed class BootTests(TestAppEnvironment environment, ITestOutputHelper output)
{
    [Fact]
    public async Task At_boot_the_unit_brings_back_each_app_although_another_cannot_start_and_status_tells_both()
    {
        await environment.ReadyAsync();
        await using var other = await PowerCut.StrikeAsync(environment.Sandbox);
        using var http = new HttpClient();
        // Its port is taken, so it cannot start.
        using (var taken = new TcpListener(IPAddress.Loopback, new Uri(environment.DuoUrl).Port))
        {
            taken.Start();
            var clock = Stopwatch.StartNew();
            var boot = (await PowerCut.BootAsync(environment.Sandbox)).FailedWith(1);
            output.WriteLine($"The app that can start serves {clock.Elapsed.TotalSeconds:0.0} s after the start of the unit.");

            Assert.Equal("ok", await http.GetStringAsync($"{environment.SoloUrl}/up", TestContext.Current.CancellationToken));
            Assert.Contains("duo · local", boot.Error, StringComparison.Ordinal);
            var status = Json.Read((await environment.Solo.RailheadAsync("status", "--json")).Succeeded().Output);
            Assert.True(status.GetProperty("start").GetProperty("seconds").GetDouble() > 0);
            Assert.Null(status.GetProperty("start").GetProperty("error").GetString());
            var failed = (await environment.Duo.RailheadAsync("status")).FailedWith(3);
            Assert.Contains("is in use by", failed.Error, StringComparison.Ordinal);
        }

        // As systemd does after half a minute: what serves is left alone, and what failed is tried again.
        var before = await http.GetStringAsync($"{environment.SoloUrl}/pid", TestContext.Current.CancellationToken);
        (await PowerCut.BootAsync(environment.Sandbox)).Succeeded();
        Assert.Equal("ok", await http.GetStringAsync($"{environment.DuoUrl}/up", TestContext.Current.CancellationToken));
        Assert.Equal(before, await http.GetStringAsync($"{environment.SoloUrl}/pid", TestContext.Current.CancellationToken));
        Assert.False(other.HasExited);
    }
}
