using System.Net;
using System.Net.Sockets;
using System.Text;
using Railhead.Model;

namespace Railhead.Local.Tests;

/// <summary>What users of the app and the control plane get from a real HAProxy.</summary>
public sealed class LoadBalancerTests
{
    static CancellationToken Cancellation => Eventually.Cancellation;

    [Fact]
    public async Task A_new_target_takes_traffic_only_after_its_first_passed_check()
    {
        await using var app = await TestApp.StartAsync("a1", upStatus: 500);
        var state = TestBalancer.State(Slot.Blue, null, (Slot.Blue, TestBalancer.Target(app, TargetPhase.Initial)));
        await using var balancer = await TestBalancer.StartAsync(state);
        var failing = await Eventually.IsAsync(
            () => balancer.ReconcileAsync(state),
            targets => targets[0].LastCheck is not null,
            "the first check is over"
        );
        Assert.Equal((TargetHealthState.Initial, "status 500"), (failing[0].Health, failing[0].LastCheck));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await balancer.StatusAsync());

        app.UpStatus = 200;
        var healthy = await balancer.UntilAsync(state, TargetHealthState.Healthy);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await balancer.StatusAsync());
        Assert.Equal(("localhost", "ELB-HealthChecker/2.0"), app.Checks.First());

        var inService = await balancer.ReconcileAsync(state.Promote(healthy));
        Assert.Equal(TargetHealthState.Healthy, inService[0].Health);
        Assert.Equal("a1 GET /x?y=1", await balancer.GetAsync("/x?y=1"));
    }

    [Fact]
    public async Task A_target_that_fails_its_checks_leaves_and_comes_back()
    {
        await using var a = await TestApp.StartAsync("a1");
        await using var b = await TestApp.StartAsync("b1");
        var state = TestBalancer.State(Slot.Blue, null, (Slot.Blue, TestBalancer.Target(a)), (Slot.Blue, TestBalancer.Target(b)));
        await using var balancer = await TestBalancer.StartAsync(state);
        await balancer.UntilAsync(state, TargetHealthState.Healthy);
        a.UpStatus = 503;
        await Eventually.IsAsync(
            () => balancer.ReconcileAsync(state),
            targets => targets[0].Health == TargetHealthState.Unhealthy,
            "a1 is unhealthy"
        );
        for (var i = 0; i < 10; i++)
        {
            Assert.StartsWith("b1", await balancer.GetAsync(), StringComparison.Ordinal);
        }

        a.UpStatus = 200;
        await balancer.UntilAsync(state, TargetHealthState.Healthy);
        await Eventually.TrueAsync(async () => (await balancer.GetAsync()).StartsWith("a1", StringComparison.Ordinal), "a1 answers again");
    }

    [Fact]
    public async Task When_all_targets_are_unhealthy_all_of_them_serve()
    {
        await using var a = await TestApp.StartAsync("a1");
        await using var b = await TestApp.StartAsync("b1");
        var state = TestBalancer.State(Slot.Blue, null, (Slot.Blue, TestBalancer.Target(a)), (Slot.Blue, TestBalancer.Target(b)));
        await using var balancer = await TestBalancer.StartAsync(state);
        (a.UpStatus, b.UpStatus) = (500, 500);
        await balancer.UntilAsync(state, TargetHealthState.Unhealthy);
        var answers = new HashSet<string>();
        for (var i = 0; i < 10; i++)
        {
            answers.Add(await balancer.GetAsync());
        }

        Assert.Equal(["a1 GET /", "b1 GET /"], answers.Order());
    }

    [Fact]
    public async Task Nothing_deployed_is_503()
    {
        await using var balancer = await TestBalancer.StartAsync();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await balancer.StatusAsync());
        Assert.Empty(await balancer.ReconcileAsync(TestBalancer.State()));
    }

    [Fact]
    public async Task A_GET_that_a_dying_task_took_is_answered_by_another_one_and_a_POST_is_never_sent_twice()
    {
        await using var alive = await TestApp.StartAsync("a1");
        using var dying = new TcpListener(IPAddress.Loopback, 0);
        dying.Start();
        var taken = new List<string>();
        var accepting = AcceptAsync();
        // Its checks fail too, but slowly: it counts as healthy during the whole test.
        var state = TestBalancer.State(
            Slot.Blue,
            TestBalancer.Check with
            {
                Interval = 300,
            },
            (Slot.Blue, TestBalancer.Target(alive)),
            (Slot.Blue, new Target("b1", "127.0.0.1", ((IPEndPoint)dying.LocalEndpoint).Port, TargetPhase.InService))
        );
        await using var balancer = await TestBalancer.StartAsync(state);
        for (var i = 0; i < 20; i++)
        {
            Assert.StartsWith("a1", await balancer.GetAsync($"/get{i}"), StringComparison.Ordinal);
        }

        Assert.Contains(taken, request => request.StartsWith("GET /get", StringComparison.Ordinal));

        var failed = 0;
        for (var i = 0; i < 20; i++)
        {
            using var client = balancer.NewClient(keepAlive: false);
            using var body = new StringContent("x");
            using var response = await client.PostAsync($"/post{i}", body, Cancellation);
            if (response.StatusCode == HttpStatusCode.BadGateway)
            {
                failed++;
            }
            else
            {
                Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            }
        }

        Assert.Equal(failed, taken.Count(request => request.StartsWith("POST", StringComparison.Ordinal)));
        Assert.InRange(failed, 1, 19);
        dying.Stop();
        await accepting;

        async Task AcceptAsync()
        {
            try
            {
                while (true)
                {
                    using var connection = await dying.AcceptSocketAsync(Cancellation);
                    var buffer = new byte[4096];
                    var count = await connection.ReceiveAsync(buffer, Cancellation);
                    taken.Add(Encoding.ASCII.GetString(buffer, 0, count));
                }
            }
            catch (SocketException)
            {
                // Stopped.
            }
        }
    }

    [Fact]
    public async Task The_app_sees_an_ALBs_headers()
    {
        await using var app = await TestApp.StartAsync("a1");
        var state = TestBalancer.State(Slot.Blue, null, (Slot.Blue, TestBalancer.Target(app)));
        await using var balancer = await TestBalancer.StartAsync(state);
        var plain = await HeadersAsync();
        Assert.Contains("X-Forwarded-For: 127.0.0.1\n", plain, StringComparison.Ordinal);
        Assert.Contains("X-Forwarded-Proto: http\n", plain, StringComparison.Ordinal);
        Assert.Contains($"X-Forwarded-Port: {balancer.Port}\n", plain, StringComparison.Ordinal);
        Assert.Matches(@"X-Amzn-Trace-Id: Root=1-[0-9a-f]{8}-[0-9a-f]{24}\n", plain);

        var behind = await HeadersAsync(
            ("X-Forwarded-For", "203.0.113.7"),
            ("X-Amzn-Trace-Id", "Self=1-1-2;Root=1-67891233-abcdef012345678912345678;CalledFrom=app")
        );
        Assert.Contains("X-Forwarded-For: 203.0.113.7, 127.0.0.1\n", behind, StringComparison.Ordinal);
        Assert.Matches(
            @"X-Amzn-Trace-Id: Self=1-[0-9a-f]{8}-[0-9a-f]{24};Root=1-67891233-abcdef012345678912345678;CalledFrom=app\n",
            behind
        );

        var rootless = await HeadersAsync(("X-Amzn-Trace-Id", "CalledFrom=app"));
        Assert.Matches(@"X-Amzn-Trace-Id: Root=1-[0-9a-f]{8}-[0-9a-f]{24};CalledFrom=app\n", rootless);

        async Task<string> HeadersAsync(params (string Name, string Value)[] headers)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/headers");
            foreach (var (name, value) in headers)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }

            using var response = await balancer.Client.SendAsync(request, Cancellation);
            return await response.Content.ReadAsStringAsync(Cancellation) + "\n";
        }
    }

    [Fact]
    public async Task A_configuration_that_HAProxy_does_not_accept_changes_nothing_and_says_why()
    {
        await using var app = await TestApp.StartAsync("a1");
        var state = TestBalancer.State(Slot.Blue, null, (Slot.Blue, TestBalancer.Target(app)));
        await using var balancer = await TestBalancer.StartAsync(state);
        var file = LoadBalancerService.ConfigurationOf(balancer.Layout);
        var before = await File.ReadAllTextAsync(file, Cancellation);
        var bad = state with
        {
            HealthChecks = SlotNames.All.ToDictionary(slot => slot, _ => TestBalancer.Check with { Matcher = "399-200" }),
        };
        var refused = await Assert.ThrowsAsync<RailheadException>(() => balancer.ReconcileAsync(bad));
        Assert.Contains("399-200", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllTextAsync(file, Cancellation));
        Assert.Equal(
            [LoadBalancerService.ConfigurationOf(balancer.Layout), Path.Combine(balancer.Layout.LoadBalancer, WeightsMap.FileName)],
            Directory.GetFiles(balancer.Layout.LoadBalancer).Order()
        );
    }
}
