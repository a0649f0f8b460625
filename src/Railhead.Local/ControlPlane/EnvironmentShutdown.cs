using Microsoft.Extensions.Logging.Abstractions;

namespace Railhead.Local;

/// <summary>The work of <c>down</c>, done from outside: what is ended cannot end itself.</summary>
public sealed class EnvironmentShutdown(string home, EnvironmentRecord record, TimeProvider time)
{
    static readonly TimeSpan JobGrace = TimeSpan.FromSeconds(2);

    Layout Layout => new(home, record.App, record.Environment, record.Run);

    /// <summary>
    /// Ends every process of the environment: the control plane first, so that it starts nothing again; the database last but the
    /// sockets.
    /// </summary>
    public async Task StopAsync(CancellationToken cancellation)
    {
        // First, so that a machine that goes down meanwhile does not bring it back.
        (record with { Wanted = false, LastStart = null }).Write(Layout.Root);
        var accounts = await Accounts.EnsureAsync(record.App, record.Environment, time, cancellation);
        var supervisor = new Supervisor(Layout, Tools.Find(record.SearchPath), accounts, time);
        await supervisor.ShutdownAsync(
            [
                [ControlPlaneService.Name],
                [LoadBalancerService.Name],
            ],
            cancellation: cancellation
        );
        await EndJobsAsync();
        MachinePaths.DeleteRun(Layout);
        using var events = EventStore.Open(Layout.EventFile, time, NullLogger.Instance);
        events.Append(StartAndStop.Down());
    }

    /// <summary>
    /// Deletes every file of the environment, its user, its ports, its key material and the keys that may push to it. It does not run,
    /// and may never have.
    /// </summary>
    public static async Task PurgeAsync(Layout layout, TimeProvider time, CancellationToken cancellation)
    {
        if (
            await PushAccount.FindAsync(cancellation) is { } account
            && new AuthorizedKeysFile(account) is var file
            && file.Read().Of(layout).Count > 0
        )
        {
            file.Change(keys => keys.Where(key => !key.IsOf(layout)));
        }

        if (Directory.Exists(layout.Root))
        {
            Directory.Delete(layout.Root, recursive: true);
        }

        MasterKeys.OfThisProcess().Forget(layout);
        await new Ports(layout.Home, time).ReleaseAsync(layout.App, layout.Environment, cancellation);
        await Accounts.RemoveAsync(layout.App, layout.Environment, cancellation);
    }

    /// <summary>Builds and release commands have sessions of their own and would go on.</summary>
    async Task EndJobsAsync()
    {
        if (!Directory.Exists(Layout.Deployments))
        {
            return;
        }

        foreach (var file in Directory.EnumerateFiles(Layout.Deployments, "*.pid", SearchOption.AllDirectories))
        {
            if (ProcessGroup.Read(file) is { IsLeaderAlive: true } group)
            {
                await group.EndAsync(Signals.Term, JobGrace, time);
            }
        }
    }
}
