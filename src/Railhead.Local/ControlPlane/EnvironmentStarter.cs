using Railhead.Model;

namespace Railhead.Local;

/// <summary>
/// The part of <c>up</c> that comes before there is a control plane: tools, users, folders, ports, the installed program, supervision.
/// Each step finds what an interrupted run left and goes on from there.
/// </summary>
public sealed class EnvironmentStarter(string home, TimeProvider time)
{
    static readonly TimeSpan ControlPlaneLimit = TimeSpan.FromSeconds(30),
        BetweenQuestions = TimeSpan.FromMilliseconds(50);

    /// <summary>The environment's record, with a control plane that answers.</summary>
    /// <param name="architecture">The architecture to run.</param>
    /// <param name="folder">The app's folder, absolute.</param>
    /// <param name="prefix">Its place in its git repository.</param>
    /// <param name="report">Progress of the stage <c>tools</c>.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    public Task<EnvironmentRecord> StartAsync(
        Architecture architecture,
        string folder,
        string prefix,
        Action<ProgressEvent> report,
        CancellationToken cancellation
    ) =>
        StartAsync(
            architecture.App,
            architecture.Environment,
            searchPath: null,
            Environment.GetEnvironmentVariable,
            (layout, tools) => RecordAsync(architecture, folder, prefix, layout, tools, cancellation),
            report,
            cancellation
        );

    /// <summary>
    /// The same as it was, without its folder or its blueprint. PATH and the settings of the machine stay those of its last <c>up</c>:
    /// at boot, nobody's are there.
    /// </summary>
    public Task<EnvironmentRecord> StartAgainAsync(
        EnvironmentRecord record,
        Action<ProgressEvent> report,
        CancellationToken cancellation
    ) =>
        StartAsync(
            record.App,
            record.Environment,
            record.SearchPath,
            name => record.MachineSettings.GetValueOrDefault(name) ?? Environment.GetEnvironmentVariable(name),
            async (layout, _) =>
            {
                await new Ports(home, time).AcquireAsync(record.App, record.Environment, cancellation);
                CheckFree(record, layout);
                return record with { Run = layout.Run, Wanted = true };
            },
            report,
            cancellation
        );

    async Task<EnvironmentRecord> StartAsync(
        string app,
        string environment,
        string? searchPath,
        Func<string, string?> variable,
        Func<Layout, Tools, Task<EnvironmentRecord>> recordOf,
        Action<ProgressEvent> report,
        CancellationToken cancellation
    )
    {
        var started = time.GetTimestamp();
        report(new StageEvent(Stage.Tools, StageStatus.Running));
        try
        {
            var tools = await EngineInstaller.EnsureAsync(
                Tools.Find(searchPath),
                line => report(new LogEvent(Stage.Tools, line)),
                cancellation
            );
            var layout = MachinePaths.LayoutFor(home, app, environment, Environment.GetEnvironmentVariable, Ownership.CurrentUid);
            // The step that may refuse comes first: a taken port leaves no user, no folder and no key behind.
            var before = EnvironmentRecord.Read(layout.Root);
            var record = await recordOf(layout, tools);
            var accounts = await Accounts.EnsureAsync(app, environment, time, cancellation);
            MachinePaths.Prepare(layout, accounts);
            record.Write(layout.Root);
            // Others pass through to what is theirs in it: a checkout is the build's.
            Ownership.EnsureFolder(layout.Deployments, accounts.Control, FileModes.EverybodyPasses);
            Ownership.EnsureFolder(layout.Releases, accounts.Control, FileModes.EverybodyPasses);
            Ownership.EnsureFolder(layout.Tasks, accounts.Control, FileModes.EverybodyPasses);
            MasterKeys.OfThisProcess().EnsureFor(layout);
            var program = InstalledProgram.Ensure(home, accounts);
            var isStale = before is not null && record.ListensElsewhere(before);
            await StartControlPlaneAsync(layout, tools, accounts, program, variable, isStale, cancellation);
            await PushService.ApplyAsync(layout, tools, accounts, program, time, cancellation);
            report(new StageEvent(Stage.Tools, StageStatus.Succeeded, time.GetElapsedTime(started).TotalSeconds, Versions(tools, record)));
            return record;
        }
        catch
        {
            report(new StageEvent(Stage.Tools, StageStatus.Failed, time.GetElapsedTime(started).TotalSeconds));
            throw;
        }
    }

    async Task<EnvironmentRecord> RecordAsync(
        Architecture architecture,
        string folder,
        string prefix,
        Layout layout,
        Tools tools,
        CancellationToken cancellation
    )
    {
        var existing = EnvironmentRecord.Read(layout.Root);
        var ports = new Ports(home, time);
        var block = await ports.AcquireAsync(architecture.App, architecture.Environment, cancellation);
        var listen = architecture.LoadBalancing.Local;
        var http = await ports.ChooseHttpAsync(
            architecture.App,
            architecture.Environment,
            System.Net.IPAddress.Parse(listen.Address),
            listen.Http,
            listen.HttpIsDefault,
            cancellation
        );
        // A kept port may have been taken while the environment was down; else nobody would say so before the tasks' time is over.
        if (existing?.HttpPort == http)
        {
            Ports.CheckFree(System.Net.IPAddress.Parse(listen.Address), http, layout);
        }

        var tls = listen.Tls;
        await ports.TakeHttpsAsync(
            architecture.App,
            architecture.Environment,
            System.Net.IPAddress.Parse(listen.Address),
            tls?.Port,
            cancellation
        );
        if (tls is not null && existing?.HttpsPort == tls.Port)
        {
            Ports.CheckFree(System.Net.IPAddress.Parse(listen.Address), tls.Port, layout);
        }

        await CertificateKeeper.CheckAsync(tls, folder, architecture.LoadBalancing.Domain, tools, time.GetUtcNow(), cancellation);
        return new EnvironmentRecord
        {
            App = architecture.App,
            Environment = architecture.Environment,
            Folder = folder,
            Prefix = existing?.Prefix ?? prefix,
            PortBase = block.Start,
            HttpAddress = listen.Address,
            HttpPort = http,
            HttpsPort = tls?.Port,
            Host = tls is null ? null : architecture.LoadBalancing.LocalHost,
            AcmeSettings = tls is null ? null : RuntimeSettings.OfAcme(Environment.GetEnvironmentVariable),
            PostgresVersion = existing is { PostgresVersion: > 0 }
                ? existing.PostgresVersion
                : Cluster.PinnedMajor(layout) ?? PostgresVersion(architecture, tools),
            Run = layout.Run,
            SearchPath = tools.SearchPath,
            MachineSettings = RuntimeSettings.OfMachine(),
            Wanted = true,
            LastStart = existing is { IsUp: true, LastStart.Error: null } ? existing.LastStart : null,
        };
    }

    static void CheckFree(EnvironmentRecord record, Layout layout)
    {
        var address = System.Net.IPAddress.Parse(record.HttpAddress);
        Ports.CheckFree(address, record.HttpPort, layout);
        if (record.HttpsPort is { } https)
        {
            Ports.CheckFree(address, https, layout);
        }
    }

    static int PostgresVersion(Architecture architecture, Tools tools)
    {
        if (architecture.Database is not { } database)
        {
            return 0;
        }

        if (database.Version is not { } wanted)
        {
            return tools.Postgres[0].Major;
        }

        if (tools.Postgres.Any(found => found.Major == wanted))
        {
            return wanted;
        }

        throw DatabaseErrors.VersionNotInstalled(wanted, tools.Postgres);
    }

    /// <param name="layout">The environment.</param>
    /// <param name="tools">The supervisor's programs.</param>
    /// <param name="accounts">The users.</param>
    /// <param name="program">The installed <c>railhead</c>.</param>
    /// <param name="variable">Reads the starter's environment.</param>
    /// <param name="isStale">A running control plane has read the record of before.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    async Task StartControlPlaneAsync(
        Layout layout,
        Tools tools,
        Accounts accounts,
        string program,
        Func<string, string?> variable,
        bool isStale,
        CancellationToken cancellation
    )
    {
        var supervisor = new Supervisor(layout, tools, accounts, time);
        var outcome = await supervisor.InstallAsync(ControlPlaneService.Definition(layout, program), cancellation: cancellation);
        if (!supervisor.IsAlive)
        {
            await supervisor.StartAsync(variable, cancellation);
        }
        else if (outcome == Installation.Changed || isStale)
        {
            await supervisor.RestartAsync(ControlPlaneService.Name, cancellation);
        }

        using var client = new ControlPlaneClient(layout.ApiSocket, time);
        if (!await Wait.UntilAsync(() => client.IsThereAsync(cancellation), ControlPlaneLimit, BetweenQuestions, time, cancellation))
        {
            var log = layout.LogFile(ControlPlaneService.Name);
            throw EnvironmentErrors.ControlPlaneNotStarted(ControlPlaneLimit, ServiceLog.LastLines(log), log);
        }
    }

    static string Versions(Tools tools, EnvironmentRecord record)
    {
        var postgres = tools.Postgres.FirstOrDefault(found => found.Major == record.PostgresVersion);
        return $"haproxy {tools.HAProxy.Version}, nginx {tools.Nginx.Version}, {(postgres is null ? "" : $"postgres {postgres.Version}, ")}s6 {tools.S6Version}";
    }
}
