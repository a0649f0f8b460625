using Microsoft.Extensions.Logging;
using Railhead.Model;

namespace Railhead.Local;

/// <summary>
/// The platform's own processes: listening sockets, load balancer, object storage, database. What takes its time (a first
/// <c>initdb</c>, waiting for a server) goes on beside the passes, which only look how far it is.
/// </summary>
public sealed class PlatformServices(
    EnvironmentFacts facts,
    StateStore store,
    AppliedState applied,
    SecretStore secrets,
    Supervisor supervisor,
    TimeProvider time,
    ILogger log
) : IDisposable
{
    static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30),
        BetweenQuestions = TimeSpan.FromMilliseconds(50);

    readonly LoadBalancerListeners _listeners = new(facts, store, supervisor, time);
    Preparation? _storage;
    Preparation? _database;
    Task _databaseEnd = Task.CompletedTask;

    /// <summary>Where HAProxy finds its TLS listener; null: it has none.</summary>
    public int? TlsDescriptor => _listeners.TlsDescriptor;

    public void Dispose()
    {
        _storage?.Dispose();
        _database?.Dispose();
    }

    /// <summary>Starts <c>s6-svscan</c> when nobody runs it: nothing else in the system would.</summary>
    /// <returns>Whether something was missing.</returns>
    public async Task<bool> EnsureSupervisorAsync(CancellationToken cancellation)
    {
        var hasFolders = Directory.Exists(facts.Layout.RunTasks);
        if (!hasFolders)
        {
            MachinePaths.Prepare(facts.Layout, facts.Accounts);
        }

        if (supervisor.IsAlive)
        {
            return !hasFolders;
        }

        store.Next(StateStore.SupervisorRestarts);
        await supervisor.StartAsync(Environment.GetEnvironmentVariable, cancellation);
        return true;
    }

    /// <summary>Makes the platform's processes as the blueprints want them, and says which parts can be used.</summary>
    public async Task<IReadOnlyDictionary<PlatformPart, Readiness>> EnsureAsync(Architecture architecture, CancellationToken cancellation)
    {
        foreach (var holder in SocketsService.Definitions(facts.Layout))
        {
            await supervisor.InstallAsync(holder, cancellation: cancellation);
        }

        var readiness = new Dictionary<PlatformPart, Readiness>
        {
            [PlatformPart.Storage] = await EnsureStorageAsync(architecture, cancellation),
            [PlatformPart.Database] = LookAtDatabase(cancellation),
        };
        await supervisor.InstallAsync(LogGuardService.Definition(facts.Layout), cancellation: cancellation);
        // Its configuration is the first thing that the load balancer's controller writes.
        if (File.Exists(LoadBalancerService.ConfigurationOf(facts.Layout)))
        {
            await _listeners.EnsureAsync(cancellation);
        }

        return readiness;
    }

    async Task<Readiness> EnsureStorageAsync(Architecture architecture, CancellationToken cancellation)
    {
        var layout = facts.Layout;
        var signingKey = secrets.GetOrCreate(SecretName.SigningKey, SecretText.RandomKey);
        var configuration = AwsEndpointConfiguration.For(architecture, layout, facts.Ports.Storage, signingKey) with
        {
            Buckets = PlatformPlan.Buckets(applied.All()),
            Roles = [PlatformPlan.TaskRole(applied.All())],
        };
        var changed = configuration.Write(layout, facts.Accounts.Platform);
        var definition = StorageService.Definition(layout, facts.Accounts, [facts.Program], facts.Ports.Storage);
        await supervisor.InstallAsync(
            definition with
            {
                Environment = RuntimeSettings.ForServices(definition.Environment),
            },
            cancellation: cancellation
        );
        if (changed || _storage is null)
        {
            _storage?.Dispose();
            _storage = new Preparation(PrepareStorageAsync, time, cancellation);
        }

        return _storage.Look();
    }

    async Task PrepareStorageAsync(CancellationToken cancellation)
    {
        using var client = new AwsEndpointClient(facts.Layout);
        if (!await Wait.UntilAsync(() => client.IsReadyAsync(cancellation), StartLimit, BetweenQuestions, time, cancellation))
        {
            throw ControlPlaneErrors.StoreSilent(StartLimit, facts.Layout.LogFile(StorageService.Name));
        }

        if (await client.ReloadAsync(cancellation) is { } refused)
        {
            throw ControlPlaneErrors.StoreRefuses(refused);
        }
    }

    Readiness LookAtDatabase(CancellationToken cancellation)
    {
        var user = applied.WithDatabase();
        var isInstalled = supervisor.Status(DatabaseService.Name) is not null;
        switch (PlatformPlan.Database(user is not null, isInstalled, isStopping: !_databaseEnd.IsCompleted))
        {
            case DatabaseWork.Run:
                _database ??= new Preparation(token => PrepareDatabaseAsync(user!, user!.Database!, token), time, cancellation);
                return _database.Look();
            case DatabaseWork.Stop:
                var beginning = _database;
                _database = null;
                _databaseEnd = Task.Run(() => StopDatabaseAsync(beginning), CancellationToken.None);
                return Readiness.Ready;
            default:
                return Readiness.Ready;
        }
    }

    /// <summary>
    /// Stops a database that no blueprint wants any more; the data stay. This goes on beside the passes, because a stop takes its time.
    /// </summary>
    async Task StopDatabaseAsync(Preparation? beginning)
    {
        try
        {
            if (beginning is not null)
            {
                await beginning.EndAsync();
                beginning.Dispose();
            }

            await supervisor.RemoveAsync(DatabaseService.Name);
        }
        catch (Exception e)
        {
            log.DatabaseNotStopped(e);
        }
    }

    async Task PrepareDatabaseAsync(Architecture architecture, Model.Database database, CancellationToken cancellation)
    {
        await _databaseEnd;
        var cluster = Cluster.Choose(
            facts.Layout,
            facts.Tools.Postgres,
            facts.Accounts,
            facts.Record.PostgresVersion is > 0 and var major ? major : database.Version
        );
        await cluster.EnsureInitialisedAsync(cancellation);
        var changed = cluster.WriteConfiguration(
            PostgresConfiguration.For(architecture, database, facts.Layout, facts.Accounts, facts.Ports.Database)
        );
        await supervisor.InstallAsync(DatabaseService.Definition(cluster), cancellation: cancellation);
        var server = Server();
        var password = secrets.GetOrCreate(SecretName.DatabasePassword, () => SecretText.RandomPassword());
        await new DatabaseProvisioner(server).EnsureAsync(database, password, StartLimit, cancellation);
        if (changed)
        {
            await server.ReloadAsync(cancellation);
        }
    }

    /// <summary>The database server as the control plane reaches it.</summary>
    public DatabaseServer Server() => new(facts.Layout, facts.Ports.Database, facts.Layout.LogFile(DatabaseService.Name), time);
}
