using System.Globalization;

namespace Railhead.Local.Tests;

/// <summary>Clients stay with a task by the cookie AWSALB, as with an Application Load Balancer.</summary>
public sealed class StickyTests : IAsyncLifetime
{
    readonly List<TestApp> _apps = [];
    TestBalancer _balancer = null!;

    public async ValueTask InitializeAsync()
    {
        foreach (var name in (string[])["a1", "b1", "c1"])
        {
            _apps.Add(await TestApp.StartAsync(name));
        }

        _balancer = await TestBalancer.StartAsync();
        await _balancer.ReconcileAsync(State());
    }

    public async ValueTask DisposeAsync()
    {
        await _balancer.DisposeAsync();
        foreach (var app in _apps)
        {
            await app.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_client_stays_with_the_task_that_answered_it()
    {
        var first = await RawClient.GetAsync(_balancer.Port, "/");
        var cookie = CookieOf(first);
        Assert.All(await AskAsync(12, cookie), task => Assert.Equal(TaskOf(first), task));
        // Each answer begins the time anew.
        var again = await RawClient.GetAsync(_balancer.Port, "/", $"Cookie: a=b; {cookie}; c=d");
        var expires = again.Header("Set-Cookie")!.Split("Expires=")[1].Split(';')[0];
        var time = DateTimeOffset.Parse(expires, CultureInfo.InvariantCulture) - TimeProvider.System.GetUtcNow();
        Assert.InRange(time, TimeSpan.FromSeconds(3500), TimeSpan.FromSeconds(3601));
        Assert.EndsWith("; Path=/", again.Header("Set-Cookie"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AWSALB=gone")]
    [InlineData("AWSALB=")]
    [InlineData("AWSALB=a1.new")]
    [InlineData("AWSALB=a1.open")]
    [InlineData("AWSALB=\"a1\"")]
    [InlineData("AWSALB=%00/../web-green/a1")]
    public async Task A_bogus_cookie_is_ignored(string cookie) =>
        Assert.Equal(["a1", "b1", "c1"], (await AskAsync(12, cookie)).Distinct().Order());

    [Theory]
    [InlineData(TargetPhase.Draining)]
    [InlineData(null)]
    public async Task A_task_that_drains_or_is_gone_gets_nobody_new(TargetPhase? phase)
    {
        await _balancer.ReconcileAsync(State(phase is { } known ? [TestBalancer.Target(_apps[0], known)] : []));
        var answers = await AskAsync(8, "AWSALB=a1");
        Assert.DoesNotContain("a1", answers);
        Assert.NotEqual("AWSALB=a1", CookieOf(await RawClient.GetAsync(_balancer.Port, "/", "Cookie: AWSALB=a1")));
    }

    [Fact]
    public async Task A_task_that_fails_its_checks_gets_nobody_new()
    {
        _apps[0].UpStatus = 500;
        await Eventually.TrueAsync(async () => !(await AskAsync(3, "AWSALB=a1")).Contains("a1"), "others answer");
        _apps[0].UpStatus = 200;
        await Eventually.TrueAsync(async () => (await AskAsync(3, "AWSALB=a1")).All(task => task == "a1"), "it answers again");
    }

    [Fact]
    public async Task Requests_in_flight_end_while_their_task_drains()
    {
        var held = RawClient.GetAsync(_balancer.Port, "/held", "Cookie: AWSALB=a1");
        await _apps[0].Held.Task.WaitAsync(Eventually.Cancellation);
        var draining = State([TestBalancer.Target(_apps[0], TargetPhase.Draining)]);
        Assert.False((await _balancer.ReconcileAsync(draining)).Single(target => target.Name == "a1").IsDrained);
        _apps[0].Release.SetResult();
        Assert.Equal("a1", (await held).Body);
        await Eventually.TrueAsync(
            async () => (await _balancer.ReconcileAsync(draining)).Single(target => target.Name == "a1").IsDrained,
            "drained"
        );
    }

    [Fact]
    public async Task The_other_slot_has_tasks_of_its_own()
    {
        await _balancer.ReconcileAsync(
            State() with
            {
                Targets = new Dictionary<Slot, IReadOnlyList<Target>>
                {
                    [Slot.Blue] = [TestBalancer.Target(_apps[0])],
                    [Slot.Green] = [TestBalancer.Target(_apps[1]), TestBalancer.Target(_apps[2])],
                },
                Weights = new Dictionary<Slot, int> { [Slot.Green] = 1000 },
            }
        );
        Assert.DoesNotContain("a1", await AskAsync(8, "AWSALB=a1"));
    }

    async Task<List<string>> AskAsync(int times, string cookie)
    {
        var tasks = new List<string>();
        for (var i = 0; i < times; i++)
        {
            tasks.Add(TaskOf(await RawClient.GetAsync(_balancer.Port, "/", $"Cookie: {cookie}")));
        }

        return tasks;
    }

    static string TaskOf(RawAnswer answer) => answer.Header("X-Task")!;

    static string CookieOf(RawAnswer answer) => answer.Header("Set-Cookie")!.Split(';')[0];

    LoadBalancerState State() => State([TestBalancer.Target(_apps[0])]);

    LoadBalancerState State(IReadOnlyList<Target> first) =>
        TestBalancer.State(
            Slot.Blue,
            null,
            [.. first.Concat(_apps.Skip(1).Select(app => TestBalancer.Target(app))).Select(target => (Slot.Blue, target))]
        ) with
        {
            StickySeconds = 3600,
        };
}
