using System.Globalization;
using System.Net;
using Railhead.Model;

namespace Railhead.Local.Tests;

/// <summary>A real HAProxy in temporary folders, driven by the controller.</summary>
sealed class TestBalancer : IAsyncDisposable
{
    static readonly Lazy<Tools> FoundTools = new(() => Tools.Find());
    readonly string _home = Path.Combine(Path.GetTempPath(), $"rh lb {Guid.NewGuid().ToString("N")[..6]} ü");
    readonly string _run = Path.Combine(Path.GetTempPath(), $"rhlb-{Guid.NewGuid().ToString("N")[..8]}");
    GuardedProcess? _process;

    TestBalancer()
    {
        Layout = new Layout(_home, "app", "local", _run);
        Directory.CreateDirectory(Layout.LoadBalancer);
        Directory.CreateDirectory(Layout.RunLoadBalancer);
        var me = new Account("me", Ownership.CurrentUid, Ownership.CurrentGid);
        Controller = new LoadBalancerController(
            Layout,
            FoundTools.Value,
            new Accounts(me, me, me, me, me, false),
            () => Master.SendAsync("reload", cancellation: Eventually.Cancellation),
            TimeProvider.System
        );
        Client = NewClient();
    }

    public Layout Layout { get; }

    public LoadBalancerController Controller { get; }

    public HttpClient Client { get; }

    public int Port { get; } = FreePort.Find();

    public HaproxyRuntime Worker => new(new HaproxySocket(HaproxyRuntime.SocketOf(Layout)));

    public HaproxySocket Master => new(LoadBalancerService.MasterSocketOf(Layout));

    public int MasterPid => _process!.Pid;

    public static Tools Tools => FoundTools.Value;

    public static HealthCheck Check { get; } = new("/up", "200", 1, 2, 2, 2);

    public static async Task<TestBalancer> StartAsync(LoadBalancerState? state = null)
    {
        var balancer = new TestBalancer();
        await Assert.ThrowsAsync<HaproxyUnavailableException>(() => balancer.Controller.ReconcileAsync(balancer.Bound(state ?? State())));
        await balancer.StartProcessAsync();
        return balancer;
    }

    /// <summary>As the supervisor would: HAProxy with what is on the disk, nothing else.</summary>
    public async Task StartProcessAsync()
    {
        _process = await GuardedProcess.StartAsync([
            FoundTools.Value.HAProxy.Path,
            "-W",
            "-f",
            LoadBalancerService.ConfigurationOf(Layout),
            "-S",
            $"{LoadBalancerService.MasterSocketOf(Layout)},mode,600",
        ]);
        await Eventually.TrueAsync(IsRunningAsync, "HAProxy runs");
    }

    /// <summary>kill -9 of all of HAProxy.</summary>
    public async Task KillAsync()
    {
        await _process!.DisposeAsync();
        _process = null;
    }

    public async Task<bool> IsRunningAsync()
    {
        try
        {
            return (await Worker.InfoAsync(Eventually.Cancellation)).Pid > 0;
        }
        catch (HaproxyException)
        {
            return false;
        }
    }

    public Task<IReadOnlyList<TargetHealth>> ReconcileAsync(LoadBalancerState state) =>
        Controller.ReconcileAsync(Bound(state), Eventually.Cancellation);

    /// <summary>Reconciles until all targets have this health.</summary>
    public Task<IReadOnlyList<TargetHealth>> UntilAsync(LoadBalancerState state, TargetHealthState health) =>
        Eventually.IsAsync(
            () => ReconcileAsync(state),
            targets => targets.All(target => target.Health == health),
            $"all targets are {health}"
        );

    public HttpClient NewClient(bool keepAlive = true) =>
        new(
            new SocketsHttpHandler
            {
                PooledConnectionLifetime = keepAlive ? Timeout.InfiniteTimeSpan : TimeSpan.Zero,
                UseProxy = false,
                AllowAutoRedirect = false,
            }
        )
        {
            BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}/")),
            Timeout = TimeSpan.FromSeconds(60),
        };

    public async Task<string> GetAsync(string path = "/") => await Client.GetStringAsync(path, Eventually.Cancellation);

    public async Task<HttpStatusCode> StatusAsync(string path = "/")
    {
        using var response = await Client.GetAsync(path, Eventually.Cancellation);
        return response.StatusCode;
    }

    public static LoadBalancerState State(Slot? all = null, HealthCheck? check = null, params (Slot Slot, Target Target)[] targets) =>
        new()
        {
            Host = "localhost",
            HealthChecks = SlotNames.All.ToDictionary(slot => slot, _ => check ?? Check),
            Targets = targets
                .GroupBy(target => target.Slot)
                .ToDictionary(group => group.Key, group => (IReadOnlyList<Target>)[.. group.Select(target => target.Target)]),
            Weights = all is { } slot ? new Dictionary<Slot, int> { [slot] = 1000 } : [],
        };

    public static Target Target(TestApp app, TargetPhase phase = TargetPhase.InService) => new(app.Name, "127.0.0.1", app.Port, phase);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        Controller.Dispose();
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        Directory.Delete(_home, recursive: true);
        Directory.Delete(_run, recursive: true);
    }

    LoadBalancerState Bound(LoadBalancerState state) =>
        state with
        {
            BindClause = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Port}"),
        };
}
