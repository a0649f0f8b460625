using System.Globalization;
using System.Net.Sockets;
using Railhead.ObjectStore;

namespace Railhead.Local;

/// <summary>Asks the parts of the environment for what <see cref="StatusReport"/> is made from.</summary>
public sealed class StatusReader(
    EnvironmentFacts facts,
    StateStore store,
    EventStore events,
    AppliedState applied,
    Supervisor supervisor,
    LoadBalancerController loadBalancer,
    Passes passes,
    PlatformServices platform,
    CertificateKeeper certificates,
    TimeProvider time
)
{
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    public async Task<StatusDocument> ReadAsync()
    {
        var architecture = applied.Platform;
        var services = Services();
        return StatusReport.Of(
            new StatusWorld
            {
                Facts = facts,
                SshRemote = SshRemote.Of(facts.Record.App, facts.Url, facts.Accounts.Control),
                Snapshot = await SnapshotAsync(),
                Architecture = architecture,
                Serving = applied.Serving,
                Warnings = events.Warnings,
                Latest = store.Deployments(1) is [var latest] ? latest : null,
                Database = architecture?.Database is null ? null : await DatabaseAsync(),
                Isolation = await facts.Isolation.NowAsync(CancellationToken.None),
                Buckets = await BucketsAsync(),
                Certificate = facts.Record.HttpsPort is null ? null : certificates.Current,
                SupervisorPid = supervisor.Pid,
                SupervisorRestarts = int.Parse(store.Setting(StateStore.SupervisorRestarts) ?? "0", CultureInfo.InvariantCulture),
                Services = services,
                WorkerPid = services.ContainsKey(PlatformPart.LoadBalancer) ? await WorkerAsync() : null,
            }
        );
    }

    /// <summary>The latest pass; another one first when a task's process is no longer the one that it saw.</summary>
    async Task<Snapshot> SnapshotAsync()
    {
        if (passes.Current.Tasks.All(IsAsSeen))
        {
            return passes.Current;
        }

        using var limit = new CancellationTokenSource(Limit, time);
        try
        {
            return await passes.NextAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            return passes.Current;
        }
    }

    bool IsAsSeen(TaskObservation task) =>
        supervisor.Status(TaskInstaller.AppService(task.Row.Id))?.ProgramPid == task.App?.ProgramPid
        && supervisor.Status(TaskInstaller.NginxService(task.Row.Id))?.Pid == task.Nginx?.Pid;

    Dictionary<PlatformPart, ServiceStatus> Services() =>
        Enum.GetValues<PlatformPart>()
            .Select(part => (Part: part, Status: supervisor.Status(part.Name())))
            .Where(service => service.Status is not null)
            .ToDictionary(service => service.Part, service => service.Status!);

    async Task<DatabaseStatus> DatabaseAsync()
    {
        using var limit = new CancellationTokenSource(Limit, time);
        try
        {
            return await platform.Server().StatusAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            return new DatabaseStatus("starting", null, null);
        }
    }

    async Task<IReadOnlyList<BucketUsage>> BucketsAsync()
    {
        using var client = new AwsEndpointClient(facts.Layout);
        using var limit = new CancellationTokenSource(Limit, time);
        try
        {
            return await client.UsageAsync(limit.Token);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return [];
        }
    }

    async Task<int?> WorkerAsync()
    {
        try
        {
            return await loadBalancer.WorkerPidAsync();
        }
        catch (Exception e) when (e is IOException or SocketException or TimeoutException)
        {
            return null;
        }
    }
}
