using Railhead.Model;

namespace Railhead.Local;

/// <summary>
/// Makes an environment's load balancer as desired: files first, durably, then the running HAProxy. It compares with what runs at each call
/// and remembers only which certificate a worker has got. So it may be interrupted anywhere and called at any time; calls wait for each
/// other.
/// </summary>
/// <param name="layout">The environment's paths.</param>
/// <param name="tools">Where HAProxy is.</param>
/// <param name="accounts">HAProxy runs as the platform's user, whose the files are.</param>
/// <param name="reload">Has HAProxy's master read its configuration again.</param>
/// <param name="time">For waits.</param>
public sealed class LoadBalancerController(Layout layout, Tools tools, Accounts accounts, Func<Task> reload, TimeProvider time)
    : IDisposable
{
    const int Rounds = 5;
    static readonly TimeSpan BetweenRounds = TimeSpan.FromMilliseconds(20),
        ReloadLimit = TimeSpan.FromSeconds(10),
        MasterLimit = TimeSpan.FromSeconds(2);

    readonly SemaphoreSlim _one = new(1);
    (int Pid, string Pem)? _served;
    readonly HaproxyFiles _files = new(layout, accounts.Platform, tools.HAProxy.Path);
    readonly HaproxySocket _master = new(LoadBalancerService.MasterSocketOf(layout));
    readonly HaproxyRuntime _worker = new(new HaproxySocket(HaproxyRuntime.SocketOf(layout)));

    /// <summary>Brings files and process to the desired state and says what the targets are like.</summary>
    /// <exception cref="HaproxyUnavailableException">The files are written, but no HAProxy runs that could be told.</exception>
    /// <exception cref="HaproxyException">HAProxy refused a command.</exception>
    /// <exception cref="RailheadException">HAProxy would not accept the configuration: the former one stays.</exception>
    public async Task<IReadOnlyList<TargetHealth>> ReconcileAsync(LoadBalancerState desired, CancellationToken cancellation = default)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            await _files.WriteAsync(desired, cancellation);
            var pid = await ReloadIfOtherAsync(desired, cancellation);
            await ServeCertificateAsync(desired.Tls, pid, cancellation);
            var observed = await ConvergeAsync(desired, cancellation);
            return HealthReport.Of(desired, observed, await OldWorkersAsync(cancellation));
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>The process that serves.</summary>
    public async Task<int> WorkerPidAsync(CancellationToken cancellation = default) => (await _worker.InfoAsync(cancellation)).Pid;

    public void Dispose() => _one.Dispose();

    /// <returns>The process that serves.</returns>
    async Task<int> ReloadIfOtherAsync(LoadBalancerState desired, CancellationToken cancellation)
    {
        var revision = HaproxyConfiguration.Revision(desired, layout);
        var (pid, running) = await _worker.InfoAsync(cancellation);
        if (running == revision)
        {
            return pid;
        }

        // A new worker takes every server for healthy until its first check; what is known to be down stays down.
        var down = (await _worker.ObserveAsync(cancellation))
            .Servers.Where(server => server is { IsUp: false, InMaintenance: false, CheckEnabled: true })
            .ToList();
        await reload();
        if (
            !await Wait.UntilAsync(
                async () => await RunningRevisionAsync(cancellation) == revision,
                ReloadLimit,
                BetweenRounds,
                time,
                cancellation
            )
        )
        {
            throw new HaproxyException(
                $"HAProxy did not load {LoadBalancerService.ConfigurationOf(layout)} within {ReloadLimit.TotalSeconds} s; "
                    + $"process {pid} still serves with the one before. Its log says why."
            );
        }

        foreach (var server in down)
        {
            await _worker.SendAsync($"set server {server.Path} health down", cancellation);
        }

        return await WorkerPidAsync(cancellation);
    }

    /// <summary>
    /// The worker may have started with the certificate before: it gets the present one once, without a reload. Connections that are open
    /// stay.
    /// </summary>
    async Task ServeCertificateAsync(TlsState? tls, int pid, CancellationToken cancellation)
    {
        if (tls is null || _served == (pid, tls.Pem))
        {
            return;
        }

        await _worker.ReplaceCertificateAsync(tls.Pem, cancellation);
        _served = (pid, tls.Pem);
    }

    async Task<string?> RunningRevisionAsync(CancellationToken cancellation)
    {
        try
        {
            return (await _worker.InfoAsync(cancellation)).Revision;
        }
        catch (HaproxyUnavailableException)
        {
            // Between two workers.
            return null;
        }
    }

    async Task<WorkerObservation> ConvergeAsync(LoadBalancerState desired, CancellationToken cancellation)
    {
        var refused = new List<string>();
        for (var round = 0; ; round++)
        {
            var observed = await _worker.ObserveAsync(cancellation);
            var plan = HaproxyPlan.Make(desired, observed);
            if (plan.IsEmpty)
            {
                return observed;
            }
            // A server with connections cannot be deleted: it is in maintenance, gets nothing new, and the next call deletes it.
            if (round == Rounds && plan is { Before.Count: 0, SwapWeights: false })
            {
                return observed;
            }

            if (round == Rounds)
            {
                throw new HaproxyException($"HAProxy does not become as desired: {string.Join("; ", refused)}");
            }

            if (round > 0)
            {
                await Task.Delay(BetweenRounds, time, cancellation);
            }

            refused = await TellAsync(plan.Before, cancellation);
            // Traffic must not move to servers that are not there.
            if (plan.SwapWeights && refused.Count == 0)
            {
                await _worker.SwapWeightsAsync(WeightsMap.Rows(desired.Weights), observed, cancellation);
            }

            if (refused.Count == 0)
            {
                refused = await TellAsync(plan.After, cancellation);
            }
        }
    }

    async Task<List<string>> TellAsync(IReadOnlyList<string> commands, CancellationToken cancellation)
    {
        var refused = new List<string>();
        foreach (var command in commands)
        {
            var answer = await _worker.SendAsync(command, cancellation);
            if (answer is not ("" or "New server registered." or "Server deleted."))
            {
                refused.Add($"'{command}': {answer}");
            }
        }

        return refused;
    }

    /// <summary>
    /// Workers that a reload left behind. They answer what comes on the connections that they keep, for 30 s at most, and take no commands
    /// about servers any more.
    /// </summary>
    async Task<IReadOnlyList<WorkerObservation>> OldWorkersAsync(CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        while (true)
        {
            try
            {
                var observations = new List<WorkerObservation>();
                foreach (var pid in HaproxyAnswers.OldWorkers(await _master.SendAsync("show proc", null, cancellation)))
                {
                    observations.Add(await new HaproxyRuntime(_master with { Prefix = $"@!{pid} " }).ObserveAsync(cancellation));
                }

                return observations;
            }
            catch (HaproxyException) when (time.GetElapsedTime(began) < MasterLimit)
            {
                // After a reload the master listens a moment later than its new worker; and an old one may end while it is asked.
                await Task.Delay(BetweenRounds, time, cancellation);
            }
        }
    }
}
