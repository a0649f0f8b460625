namespace Railhead.Local.Tests;

/// <summary>How a real HAProxy moves traffic from one task set to another.</summary>
public sealed class TrafficShiftTests
{
    static CancellationToken Cancellation => Eventually.Cancellation;

    [Fact]
    public async Task Weights_split_the_requests()
    {
        await using var blue = await TestApp.StartAsync("a1");
        await using var green = await TestApp.StartAsync("a2");
        var state = TestBalancer.State(Slot.Blue, null, (Slot.Blue, TestBalancer.Target(blue)), (Slot.Green, TestBalancer.Target(green)));
        await using var balancer = await TestBalancer.StartAsync(state);
        await balancer.ReconcileAsync(
            state with
            {
                Weights = new Dictionary<Slot, int> { [Slot.Blue] = 750, [Slot.Green] = 250 },
            }
        );
        var shares = 0;
        for (var i = 0; i < 1000; i++)
        {
            shares += (await balancer.GetAsync()).StartsWith("a2", StringComparison.Ordinal) ? 1 : 0;
        }
        // Seven standard deviations.
        Assert.InRange(shares, 154, 346);
    }

    [Fact]
    public async Task A_whole_deployment_under_load_fails_no_request()
    {
        await using var a1 = await TestApp.StartAsync("a1");
        await using var b1 = await TestApp.StartAsync("b1");
        var state = TestBalancer.State(Slot.Blue, null, (Slot.Blue, TestBalancer.Target(a1)), (Slot.Blue, TestBalancer.Target(b1)));
        await using var balancer = await TestBalancer.StartAsync(state);
        await using var load = new SteadyLoad(balancer);
        await load.MoreAsync(50);
        var old = (List<TestApp>)[a1, b1];
        Slot[] slots = [Slot.Green, Slot.Blue, Slot.Green];
        for (var round = 0; round < 3; round++)
        {
            var (from, to) = (state.Weights.Keys.Single(), slots[round]);
            var apps = (List<TestApp>)[await TestApp.StartAsync($"a{round + 2}"), await TestApp.StartAsync($"b{round + 2}")];
            state = state with
            {
                Targets = new Dictionary<Slot, IReadOnlyList<Target>>(state.Targets)
                {
                    [to] = [.. apps.Select(app => TestBalancer.Target(app, TargetPhase.Initial))],
                },
            };
            state = state.Promote(await balancer.UntilAsync(state, TargetHealthState.Healthy));
            await load.MoreAsync(20);
            // Traffic and draining in one call: the order inside is the controller's.
            state = state with
            {
                Weights = new Dictionary<Slot, int> { [to] = 1000 },
                Targets = new Dictionary<Slot, IReadOnlyList<Target>>(state.Targets)
                {
                    [from] = [.. state.TargetsOf(from).Select(target => target with { Phase = TargetPhase.Draining })],
                },
            };
            await Eventually.IsAsync(
                () => balancer.ReconcileAsync(state),
                targets => targets.Where(target => target.Slot == from).All(target => target.IsDrained),
                "drained"
            );
            state = state with { Targets = new Dictionary<Slot, IReadOnlyList<Target>>(state.Targets) { [from] = [] } };
            await balancer.ReconcileAsync(state);
            foreach (var app in old)
            {
                await app.DisposeAsync();
            }

            old = apps;
            await load.MoreAsync(50);
        }

        Assert.Empty(load.Failures);
        Assert.All(load.Answers.TakeLast(30), answer => Assert.Contains(answer, (string[])["a4", "b4"]));
        await load.StopAsync();
        foreach (var app in old)
        {
            await app.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_draining_target_finishes_what_it_has_and_gets_nothing_new()
    {
        await using var a = await TestApp.StartAsync("a1");
        await using var b = await TestApp.StartAsync("b1");
        var state = TestBalancer.State(Slot.Blue, null, (Slot.Blue, TestBalancer.Target(a)));
        await using var balancer = await TestBalancer.StartAsync(state);
        var held = balancer.GetAsync("/held");
        await a.Held.Task.WaitAsync(Cancellation);
        state = TestBalancer.State(
            Slot.Blue,
            null,
            (Slot.Blue, TestBalancer.Target(a, TargetPhase.Draining)),
            (Slot.Blue, TestBalancer.Target(b))
        );
        var draining = (await balancer.ReconcileAsync(state)).Single(target => target.Name == "a1");
        Assert.Equal((TargetHealthState.Draining, 1, false), (draining.Health, draining.Sessions, draining.IsDrained));
        for (var i = 0; i < 10; i++)
        {
            Assert.StartsWith("b1", await balancer.GetAsync(), StringComparison.Ordinal);
        }

        a.Release.SetResult();
        Assert.Equal("a1", await held);
        await Eventually.TrueAsync(
            async () => (await balancer.ReconcileAsync(state)).Single(target => target.Name == "a1").IsDrained,
            "a1 is drained"
        );
    }

    [Fact]
    public async Task A_target_that_nobody_names_any_more_is_gone_with_its_connections()
    {
        await using var a = await TestApp.StartAsync("a1");
        await using var b = await TestApp.StartAsync("b1");
        var state = TestBalancer.State(Slot.Blue, null, (Slot.Blue, TestBalancer.Target(a)));
        await using var balancer = await TestBalancer.StartAsync(state);
        using var events = new StreamReader(await balancer.Client.GetStreamAsync("/events", Cancellation));
        Assert.Equal("data: first", await events.ReadLineAsync(Cancellation));
        state = TestBalancer.State(Slot.Blue, null, (Slot.Blue, TestBalancer.Target(b)));
        await Eventually.TrueAsync(
            async () =>
            {
                await balancer.ReconcileAsync(state);
                return (await balancer.Worker.ObserveAsync(Cancellation)).Servers.All(server =>
                    HaproxyServer.TargetOf(server.Name) == "b1"
                );
            },
            "only b1 is left"
        );
        await Assert.ThrowsAsync<HttpIOException>(() => events.ReadToEndAsync(Cancellation));
    }
}
