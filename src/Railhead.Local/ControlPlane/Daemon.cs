using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Railhead.Model;

namespace Railhead.Local;

/// <summary>The process <c>railhead daemon</c>: the control plane of one environment. Here its parts are made and put together, once.</summary>
public static class Daemon
{
    public static async Task<int> RunAsync(Layout layout, TimeProvider time, CancellationToken cancellation)
    {
        void Log(string line) => Console.Out.WriteLine(line);
        var record =
            EnvironmentRecord.Read(layout.Root)
            ?? throw new RailheadException("RH3005", $"{layout.Root} has no environment.json; run \"railhead up\" again.");
        layout = layout with { Run = record.Run };
        var accounts = await Accounts.EnsureAsync(record.App, record.Environment, time, cancellation);
        MachinePaths.Prepare(layout, accounts);
        var tools = Tools.Find(record.SearchPath);
        using var store = StateStore.Open(layout.StateFile);
        var secrets = new SecretStore(layout, MasterKeys.OfThisProcess(), time);
        var supervisor = new Supervisor(layout, tools, accounts, time);
        using var loadBalancer = new LoadBalancerController(
            layout,
            tools,
            accounts,
            () => supervisor.SignalAsync(LoadBalancerService.Name, "USR2", CancellationToken.None),
            time
        );
        var context = new EnvironmentContext
        {
            Layout = layout,
            Record = record,
            Accounts = accounts,
            Tools = tools,
            Store = store,
            Applied = new AppliedState(store, record.Environment),
            Secrets = secrets,
            Supervisor = supervisor,
            LoadBalancer = loadBalancer,
            Time = time,
            Program = Environment.ProcessPath!,
            Log = Log,
        };
        var tasks = new TaskServices(context);
        var platform = new PlatformServices(context);
        using var reconciler = new Reconciler(context, platform, tasks);
        var repository = new Repository(layout, tools, context.Program);
        var deployer = new Deployer(context, reconciler, tasks, new BuildStages(context, reconciler, tasks), repository);
        using var queue = new DeploymentQueue(context, deployer);
        var operations = new EnvironmentOperations(context, reconciler, queue, tasks, repository);
        var api = new ControlPlaneApi(context, queue, deployer, operations, new StatusReport(context, reconciler, platform));

        tasks.LeaveForeignPorts();
        await supervisor.ReapAsync(cancellation);
        var reconciling = reconciler.RunAsync(cancellation);
        var deploying = queue.RunAsync(cancellation);
        await using var web = Listen(layout.ApiSocket, api);
        await web.StartAsync(cancellation);
        Log("The control plane is ready.");
        // Any of them ending is the end: s6 starts all of it again, and the state says where to go on.
        await await Task.WhenAny(reconciling, deploying, Task.Delay(Timeout.Infinite, cancellation));
        return 0;
    }

    static WebApplication Listen(string socket, ControlPlaneApi api)
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
