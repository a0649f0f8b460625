using Railhead.Model;

namespace Railhead.Local;

/// <summary>
/// The platform's own processes: listening sockets, load balancer, object storage, database. What takes its time (a first
/// <c>initdb</c>, waiting for a server) goes on beside the passes, which only look how far it is.
/// </summary>
public sealed class PlatformServices(EnvironmentContext context)
{
    static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);

    Preparation? _storage;
    Preparation? _database;
    Task _databaseEnd = Task.CompletedTask;

    /// <summary>Starts <c>s6-svscan</c> when nobody runs it: nothing else in the system would.</summary>
    public async Task EnsureSupervisorAsync(CancellationToken cancellation)
    {
        if (!Directory.Exists(context.Layout.RunTasks))
        {
            MachinePaths.Prepare(context.Layout, context.Accounts);
        }

        if (!context.Supervisor.IsAlive)
        {
            context.Store.Next("supervisor-restarts");
            await context.Supervisor.StartAsync(Environment.GetEnvironmentVariable, cancellation);
        }
    }

    /// <summary>Each part with what keeps it from being ready; null means ready.</summary>
    public async Task<IReadOnlyDictionary<string, string?>> EnsureAsync(Architecture architecture, CancellationToken cancellation)
    {
        foreach (var holder in SocketsService.Definitions(context.Layout))
        {
            await context.Supervisor.InstallAsync(holder, cancellation: cancellation);
        }

        var readiness = new Dictionary<string, string?>
        {
            ["storage"] = await EnsureStorageAsync(architecture, cancellation),
            ["database"] = context.Applied.WithDatabase() is { } user ? EnsureDatabase(user, user.Database!, cancellation) : EndDatabase(),
        };
        await context.Supervisor.InstallAsync(LogGuardService.Definition(context.Layout), cancellation: cancellation);
        // Its configuration is the first thing that the load balancer's controller writes.
        if (File.Exists(LoadBalancerService.ConfigurationOf(context.Layout)))
        {
            await context.Supervisor.InstallAsync(
                LoadBalancerService.Definition(
                    context.Layout,
                    context.Tools,
                    context.Accounts,
                    context.Record.HttpAddress,
                    context.Record.HttpPort,
                    [context.Program]
                ),
                cancellation: cancellation
            );
        }

        return readiness;
    }

    async Task<string?> EnsureStorageAsync(Architecture architecture, CancellationToken cancellation)
    {
        var layout = context.Layout;
        var signingKey = context.Secrets.GetOrCreate(SecretName.SigningKey, SecretText.RandomKey);
        var configuration = AwsEndpointConfiguration.For(architecture, layout, context.Ports.Storage, signingKey) with
        {
            // While a deployment runs, what either task set needs is there.
            Buckets = [.. context.Applied.All().SelectMany(one => one.Storage.Buckets).DistinctBy(bucket => bucket.Name)],
            Roles = [Merged([.. context.Applied.All().Select(one => one.Identity.Task)])],
        };
        var changed = configuration.Write(layout, context.Accounts.Platform);
        var definition = StorageService.Definition(layout, context.Accounts, [context.Program], context.Ports.Storage);
        await context.Supervisor.InstallAsync(
            definition with
            {
                Environment = RuntimeSettings.ForServices(definition.Environment),
            },
            cancellation: cancellation
        );
        if (changed || _storage is null)
        {
            _storage = new Preparation(() => PrepareStorageAsync(cancellation));
        }

        return _storage.Readiness();
    }

    static Role Merged(IReadOnlyList<Role> roles) =>
        roles[0] with
        {
            Statements =
            [
                .. roles
                    .SelectMany(role => role.Statements)
                    .DistinctBy(statement => string.Join(' ', statement.Actions) + '|' + string.Join(' ', statement.Resources)),
            ],
        };

    async Task PrepareStorageAsync(CancellationToken cancellation)
    {
        using var client = new AwsEndpointClient(context.Layout);
        var started = context.Time.GetTimestamp();
        while (!await client.IsReadyAsync(cancellation))
        {
            if (context.Time.GetElapsedTime(started) > StartLimit)
            {
                throw new RailheadException(
                    "RH3022",
                    $"The object store has not answered for {StartLimit.TotalSeconds:0} s.",
                    $"Its log is {context.Layout.LogFile(StorageService.Name)}."
                );
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), context.Time, cancellation);
        }

        if (await client.ReloadAsync(cancellation) is { } refused)
        {
            throw new RailheadException("RH3022", $"The object store does not accept its configuration: {refused}");
        }
    }

    string? EnsureDatabase(Architecture architecture, Model.Database database, CancellationToken cancellation)
    {
        _database ??= new Preparation(() => PrepareDatabaseAsync(architecture, database, cancellation));
        return _database.Readiness();
    }

    /// <summary>Of a blueprint that says <c>database: none</c> where there was one: the process ends, the data stay. Beside the passes, since it may take its time.</summary>
    string? EndDatabase()
    {
        if (!_databaseEnd.IsCompleted || context.Supervisor.Status(DatabaseService.Name) is null)
        {
            return null;
        }

        _database = null;
        _databaseEnd = Task.Run(async () =>
        {
            try
            {
                await context.Supervisor.RemoveAsync(DatabaseService.Name);
            }
            catch (Exception e)
            {
                context.Log($"the database could not be ended, it will be tried again: {e.Message}");
            }
        });
        return null;
    }

    async Task PrepareDatabaseAsync(Architecture architecture, Model.Database database, CancellationToken cancellation)
    {
        await _databaseEnd;
        var cluster = Cluster.Choose(
            context.Layout,
            context.Tools.Postgres,
            context.Accounts,
            context.Record.PostgresVersion is > 0 and var major ? major : database.Version
        );
        await cluster.EnsureInitialisedAsync(cancellation);
        var changed = cluster.WriteConfiguration(
            PostgresConfiguration.For(architecture, database, context.Layout, context.Accounts, context.Ports.Database)
        );
        await context.Supervisor.InstallAsync(DatabaseService.Definition(cluster), cancellation: cancellation);
        var server = Server();
        var password = context.Secrets.GetOrCreate(SecretName.DatabasePassword, () => SecretText.RandomPassword());
        await new DatabaseProvisioner(server).EnsureAsync(database, password, StartLimit, cancellation);
        if (changed)
        {
            await server.ReloadAsync(cancellation);
        }
    }

    /// <summary>The database server as the control plane reaches it.</summary>
    public DatabaseServer Server() =>
        new(context.Layout, context.Ports.Database, context.Layout.LogFile(DatabaseService.Name), context.Time);

    /// <summary>Something that is done once and takes a while; a failure is shown and tried again by a later pass.</summary>
    sealed class Preparation(Func<Task> act)
    {
        Task _task = Task.Run(act);

        public string? Readiness()
        {
            if (_task.IsCompletedSuccessfully)
            {
                return null;
            }

            if (!_task.IsCompleted)
            {
                return "starting";
            }

            var reason = _task.Exception?.GetBaseException().Message ?? "interrupted";
            _task = Task.Run(act);
            return reason;
        }
    }
}
