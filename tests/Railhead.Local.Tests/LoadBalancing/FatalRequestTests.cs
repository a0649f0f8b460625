using Railhead.Model;

namespace Railhead.Local.Tests;

/// <summary>A request that ends the app of every task that it reaches.</summary>
public sealed class FatalRequestTests : IAsyncLifetime
{
    readonly List<RawApp> _apps = [.. Enumerable.Range(0, 4).Select(_ => new RawApp())];
    readonly List<TestNginx> _nginx = [];
    TestBalancer _balancer = null!;

    public async ValueTask InitializeAsync()
    {
        foreach (var app in _apps)
        {
            app.Answer(
                "/die",
                _ =>
                {
                    app.Die();
                    return Task.CompletedTask;
                }
            );
            _nginx.Add(await TestNginx.StartAsync(app.Port));
        }

        _balancer = await TestBalancer.StartAsync();
        var targets = _nginx.Select((nginx, i) => (Slot.Blue, new Target($"a{i}", "127.0.0.1", nginx.Port, TargetPhase.InService)));
        await _balancer.ReconcileAsync(TestBalancer.State(Slot.Blue, new HealthCheck("/up", "200", 10, 2, 2, 2), [.. targets]));
    }

    [Theory]
    [InlineData("GET", 2)]
    [InlineData("POST", 1)]
    public async Task It_ends_two_tasks_at_most(string method, int ended)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "/die");
        using var response = await _balancer.Client.SendAsync(request, Eventually.Cancellation);
        Assert.Equal(502, (int)response.StatusCode);
        Assert.Equal(ended, _apps.Sum(app => app.Requests.GetValueOrDefault("/die")));

        var alive = 0;
        foreach (var nginx in _nginx)
        {
            alive += await AnswersAsync(nginx) ? 1 : 0;
        }

        Assert.Equal(_apps.Count - ended, alive);
    }

    public async ValueTask DisposeAsync()
    {
        await _balancer.DisposeAsync();
        foreach (var nginx in _nginx)
        {
            await nginx.DisposeAsync();
        }

        foreach (var app in _apps)
        {
            await app.DisposeAsync();
        }
    }

    static async Task<bool> AnswersAsync(TestNginx nginx)
    {
        try
        {
            return (await nginx.GetAsync("/")).StartsWith("GET /", StringComparison.Ordinal);
        }
        catch (HttpRequestException)
        {
            // nginx closes the connection when its app is gone.
            return false;
        }
    }
}
