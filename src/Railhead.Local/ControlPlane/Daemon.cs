using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Railhead.Local;

/// <summary>
/// The process <c>railhead daemon</c>: the control plane of one environment. Here its parts are made and put together, once.
/// </summary>
public static class Daemon
{
    public static async Task<int> RunAsync(Layout layout, TimeProvider time, CancellationToken cancellation)
    {
        var log = new LineLogger(Console.Out, LogLevel.Information);
        var record = EnvironmentRecord.Read(layout.Root) ?? throw ControlPlaneErrors.RecordMissing(layout.Root);
        layout = layout with { Run = record.Run };
        var accounts = await Accounts.EnsureAsync(record.App, record.Environment, time, cancellation);
        MachinePaths.Prepare(layout, accounts);
        var facts = new EnvironmentFacts
        {
            Layout = layout,
            Record = record,
            Accounts = accounts,
            Tools = Tools.Find(record.SearchPath),
            Program = Environment.ProcessPath!,
            Isolation = new Isolation(token => WallsTrial.RunAsync(layout, record, accounts, token), time),
            TaskSearchPath = await SearchPath.ReachableAsync(record.SearchPath, accounts.Task, cancellation),
            BuildSearchPath = await SearchPath.ReachableAsync(record.SearchPath, accounts.Build, cancellation),
        };
        using var store = StateStore.Open(layout.StateFile);
        using var events = EventStore.Open(layout.EventFile, time, log);
        var applied = new AppliedState(store, record.Environment);
        var secrets = new SecretStore(layout, MasterKeys.OfThisProcess(), time);
        var supervisor = new Supervisor(layout, facts.Tools, accounts, time);
        using var loadBalancer = new LoadBalancerController(
            layout,
            facts.Tools,
            accounts,
            () => supervisor.SignalAsync(LoadBalancerService.Name, "USR2", CancellationToken.None),
            time
        );
        var variables = new TaskVariables(facts, secrets, time);
        var registry = new TaskRegistry(facts.Ports, store, time, log);
        using var tasks = new TaskServices(store, new TaskInstaller(facts, variables, supervisor), supervisor, time, log);
        using var platform = new PlatformServices(facts, store, applied, secrets, supervisor, time, log);
        using var certificates = new CertificateKeeper(facts, store, events, time);
        using var passes = new Passes();
        var reconciler = new Reconciler(
            facts,
            store,
            applied,
            platform,
            tasks,
            registry,
            loadBalancer,
            certificates,
            passes,
            events,
            new EventWatch(store, applied, secrets, events, supervisor, layout, StartAndStop.Record(layout, events), time),
            time,
            log
        );
        var repository = new Repository(layout, facts.Tools, facts.Program);
        var deployments = new DeploymentRecord(facts, store, events, new DeploymentFiles(layout), time, log);
        var deployer = new Deployer(
            facts,
            store,
            applied,
            passes,
            registry,
            new BuildStages(facts, store, applied, secrets, passes, variables, time),
            new ReleaseKeeper(facts, store, repository),
            deployments,
            time
        );
        using var queue = new DeploymentQueue(store, applied, deployments, deployer.RunAsync, time);
        var api = new ControlPlaneApi(
            layout,
            queue,
            deployments,
            new UpOperation(facts, store, applied, supervisor, passes, queue, variables, repository, time),
            new EnvironmentOperations(facts, store, applied, secrets, queue, variables, time),
            new StatusReader(facts, store, events, applied, supervisor, loadBalancer, passes, platform, certificates, time),
            time,
            log
        );

        await supervisor.ReapAsync(cancellation);
        var reconciling = reconciler.RunAsync(cancellation);
        var deploying = queue.RunAsync(cancellation);
        await using var web = Listen(layout.ApiSocket, api);
        await web.StartAsync(cancellation);
        log.Ready();
        // Any of them ending is the end: s6 starts all of it again, and the state says where to go on.
        await await Task.WhenAny(reconciling, deploying, Task.Delay(Timeout.Infinite, cancellation));
        return 0;
    }

    /// <summary>The API on its unix socket, not yet started.</summary>
    public static WebApplication Listen(string socket, ControlPlaneApi api)
    {
        File.Delete(socket);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            // The folder is 0700: nobody else gets as far as the socket.
            kestrel.ListenUnixSocket(socket, listen => listen.Protocols = HttpProtocols.Http1);
        });
        builder.Services.Configure<Microsoft.Extensions.Hosting.HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(1));
        var app = builder.Build();
        api.Map(app);
        return app;
    }
}
