namespace Railhead.Local.Tests;

/// <summary>Whatever state HAProxy is found in, one call makes it as desired; and a reload is not noticed by users.</summary>
public sealed class LoadBalancerRepairTests
{
    static CancellationToken Cancellation => Eventually.Cancellation;

    public static TheoryData<string> HalfStates =>
        [
            "",
            "add server web-blue/a1 127.0.0.1:PORT check inter 1s rise 2 fall 2 weight 0",
            "add server web-blue/a1 127.0.0.1:PORT check inter 1s rise 2 fall 2 weight 0; enable server web-blue/a1",
            "add server web-blue/a1 127.0.0.1:PORT check inter 1s rise 2 fall 2 weight 0; enable server web-blue/a1; enable health web-blue/a1",
            "add server web-blue/a1 127.0.0.1:1 check inter 1s rise 2 fall 2 weight 0; enable server web-blue/a1; enable health web-blue/a1; set server web-blue/a1 weight 100",
            "add server web-blue/a1.open 127.0.0.1:PORT backup weight 0",
            "add server web-blue/a1.new 127.0.0.1:PORT check inter 1s rise 1 fall 1 weight 0; enable server web-blue/a1.new",
            "add server web-blue/z9 127.0.0.1:1; enable server web-blue/z9",
            "add server web-green/z9 127.0.0.1:1; enable server web-green/z9; set server web-green/z9 state drain",
            "prepare map weights.map",
            "prepare map weights.map; add map @1 weights.map r1.0 web-green",
            "set map weights.map r1.0 web-green",
            "clear map weights.map",
        ];

    public static TheoryData<string> Disturbances =>
        [
            "set server web-blue/a1 state maint",
            "set server web-blue/a1 state drain",
            "set server web-blue/a1 weight 0",
            "disable health web-blue/a1",
            "set server web-blue/a1 health down",
            "set server web-blue/a1.open state maint; del server web-blue/a1.open",
            "set server web-blue/a1.open weight 7",
            "set server web-blue/a1 state maint; del server web-blue/a1",
        ];

    [Theory]
    [MemberData(nameof(HalfStates))]
    public async Task A_change_that_was_interrupted_is_completed(string commands)
    {
        await using var app = await TestApp.StartAsync("a1");
        await using var balancer = await TestBalancer.StartAsync();
        await TellAsync(balancer, commands.Replace("PORT", $"{app.Port}", StringComparison.Ordinal));
        await AssertRepairedAsync(balancer, TestBalancer.State(Slot.Blue, null, (Slot.Blue, TestBalancer.Target(app))));
    }

    [Theory]
    [MemberData(nameof(Disturbances))]
    public async Task What_somebody_else_changed_is_put_right(string commands)
    {
        await using var app = await TestApp.StartAsync("a1");
        var state = TestBalancer.State(Slot.Blue, null, (Slot.Blue, TestBalancer.Target(app)));
        await using var balancer = await TestBalancer.StartAsync(state);
        await TellAsync(balancer, commands);
        await AssertRepairedAsync(balancer, state);
    }

    [Fact]
    public async Task HAProxy_comes_back_with_its_targets_and_weights_while_nobody_controls_it()
    {
        await using var serving = await TestApp.StartAsync("a1");
        await using var starting = await TestApp.StartAsync("b1", upStatus: 500);
        var state = TestBalancer.State(
            Slot.Green,
            null,
            (Slot.Green, TestBalancer.Target(serving)),
            (Slot.Green, TestBalancer.Target(starting, TargetPhase.Initial))
        );
        await using var balancer = await TestBalancer.StartAsync();
        await balancer.ReconcileAsync(state);
        await balancer.KillAsync();
        await Assert.ThrowsAsync<HaproxyUnavailableException>(() => balancer.ReconcileAsync(state));
        await balancer.StartProcessAsync();
        for (var i = 0; i < 10; i++)
        {
            Assert.StartsWith("a1", await balancer.GetAsync(), StringComparison.Ordinal);
        }

        var targets = await balancer.ReconcileAsync(state);
        Assert.Equal([TargetHealthState.Healthy, TargetHealthState.Initial], targets.Select(target => target.Health));
    }

    [Fact]
    public async Task Another_health_check_is_taken_over_under_load_without_a_failed_request()
    {
        await using var a = await TestApp.StartAsync("a1");
        await using var b = await TestApp.StartAsync("b1", upStatus: 204);
        var state = TestBalancer.State(Slot.Blue, null, (Slot.Blue, TestBalancer.Target(a)), (Slot.Blue, TestBalancer.Target(b)));
        await using var balancer = await TestBalancer.StartAsync(state);
        await Eventually.IsAsync(
            () => balancer.ReconcileAsync(state),
            targets => targets[1].Health == TargetHealthState.Unhealthy,
            "204 is not 200"
        );
        await using var load = new SteadyLoad(balancer);
        await load.MoreAsync(50);
        for (var round = 0; round < 3; round++)
        {
            var worker = await balancer.Controller.WorkerPidAsync(Cancellation);
            state = state with
            {
                HealthChecks = SlotNames.All.ToDictionary(
                    slot => slot,
                    _ => TestBalancer.Check with { Path = $"/up?round={round}", Interval = 2 }
                ),
            };
            var targets = await balancer.ReconcileAsync(state);
            // What was down stays down over the reload, though a new worker believes in everybody.
            Assert.Equal([TargetHealthState.Healthy, TargetHealthState.Unhealthy], targets.Select(target => target.Health));
            Assert.NotEqual(worker, await balancer.Controller.WorkerPidAsync(Cancellation));
            await load.MoreAsync(50);
        }

        Assert.Empty(load.Failures);
        state = state with
        {
            HealthChecks = SlotNames.All.ToDictionary(slot => slot, _ => TestBalancer.Check with { Matcher = "200-299" }),
        };
        await balancer.ReconcileAsync(state);
        await balancer.UntilAsync(state, TargetHealthState.Healthy);
        Assert.Empty(load.Failures);
    }

    [Fact]
    public async Task Nothing_counts_as_drained_while_a_worker_that_a_reload_left_behind_may_still_use_it()
    {
        await using var blue = await TestApp.StartAsync("a1");
        await using var green = await TestApp.StartAsync("a2");
        var state = TestBalancer.State(Slot.Blue, null, (Slot.Blue, TestBalancer.Target(blue)));
        await using var balancer = await TestBalancer.StartAsync(state);
        var held = balancer.GetAsync("/held");
        await blue.Held.Task.WaitAsync(Cancellation);
        var check = TestBalancer.Check with { Path = "/up?other" };
        state = TestBalancer.State(
            Slot.Green,
            check,
            (Slot.Blue, TestBalancer.Target(blue, TargetPhase.Draining)),
            (Slot.Green, TestBalancer.Target(green))
        );
        var draining = (await balancer.ReconcileAsync(state)).Single(target => target.Name == "a1");
        Assert.Equal((1, false), (draining.Sessions, draining.IsDrained));
        using var fresh = balancer.NewClient();
        Assert.StartsWith("a2", await fresh.GetStringAsync("/", Cancellation), StringComparison.Ordinal);
        blue.Release.SetResult();
        Assert.Equal("a1", await held);
        await Eventually.TrueAsync(
            async () => (await balancer.ReconcileAsync(state)).Single(target => target.Name == "a1").IsDrained,
            "a1 is drained"
        );
    }

    static async Task TellAsync(TestBalancer balancer, string commands)
    {
        foreach (var command in commands.Split("; ", StringSplitOptions.RemoveEmptyEntries))
        {
            var answer = await balancer.Worker.SendAsync(command, Cancellation);
            Assert.True(
                answer is "" or "New server registered." or "Server deleted."
                    || answer.StartsWith("New version created", StringComparison.Ordinal),
                $"{command}: {answer}"
            );
        }
    }

    static async Task AssertRepairedAsync(TestBalancer balancer, LoadBalancerState state)
    {
        await balancer.ReconcileAsync(state);
        var observed = await balancer.Worker.ObserveAsync(Cancellation);
        Assert.True(HaproxyPlan.Make(state, observed).IsEmpty);
        Assert.Equal(["a1", "a1.open"], observed.Servers.Select(server => server.Name).Order(StringComparer.Ordinal));
        Assert.Equal("a1 GET /", await balancer.GetAsync());
        await balancer.UntilAsync(state, TargetHealthState.Healthy);
        Assert.Equal("a1 GET /", await balancer.GetAsync());
    }
}
