using Railhead.Model;

namespace Railhead.Local.Tests;

/// <summary>Client → HAProxy → nginx → <see cref="RawApp"/>, one for all tests of a class.</summary>
public sealed class RawWay : IAsyncLifetime
{
    TestNginx _nginx = null!;
    TestBalancer _balancer = null!;

    internal RawApp App { get; private set; } = null!;

    /// <summary>The load balancer's port.</summary>
    public int Port => _balancer.Port;

    /// <summary>The port of the nginx alone.</summary>
    public int NginxPort => _nginx.Port;

    public async ValueTask InitializeAsync()
    {
        App = new RawApp();
        _nginx = await TestNginx.StartAsync(App.Port);
        _balancer = await TestBalancer.StartAsync();
        await TrustAsync();
    }

    /// <summary>Has the load balancer trust these proxies and no others.</summary>
    public Task TrustAsync(params string[] proxies)
    {
        var target = new Target("a1", "127.0.0.1", _nginx.Port, TargetPhase.InService);
        // Its own path, so that tests count only their requests.
        var check = new HealthCheck("/checked", "200", 1, 2, 2, 2);
        return _balancer.ReconcileAsync(TestBalancer.State(Slot.Blue, check, (Slot.Blue, target)) with { TrustedProxies = proxies });
    }

    public async ValueTask DisposeAsync()
    {
        await _balancer.DisposeAsync();
        await _nginx.DisposeAsync();
        await App.DisposeAsync();
    }
}
