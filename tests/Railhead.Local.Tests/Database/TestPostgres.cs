using Npgsql;

namespace Railhead.Local.Tests;

/// <summary>A real PostgreSQL in a temporary folder, run as s6 would run it.</summary>
public sealed class TestPostgres : IAsyncLifetime
{
    readonly TemporaryLayout _place = new();
    GuardedProcess? _process;

    public static IReadOnlyList<PostgresInstallation> Installed { get; } = Tools.Find().Postgres;

    public Layout Layout => _place.Layout;

    public int Port { get; private set; } = FreePort.Find();

    public string LogFile => Path.Combine(_place.Folder, "database.log");

    public Cluster Cluster => Cluster.Choose(Layout, Installed, TestAccounts.All, null);

    public DatabaseServer Server => new(Layout, Port, LogFile, TimeProvider.System);

    // A name that has to be quoted everywhere.
    public static Model.Database Database { get; } =
        TestArchitecture.Make().Database! with
        {
            Name = "guest-Book",
            Username = "guest-Book",
        };

    public PostgresConfiguration Configuration =>
        PostgresConfiguration.For(TestArchitecture.Make(), Database, Layout, TestAccounts.All, Port);

    public async ValueTask InitializeAsync()
    {
        await Cluster.EnsureInitialisedAsync(CancellationToken.None);
        Cluster.WriteConfiguration(Configuration);
        await StartAsync();
    }

    public async Task StartAsync()
    {
        var command = Cluster.ServerCommand();
        _process = await GuardedProcess.StartAsync(
            TestAccounts.Command(TestAccounts.IsRoot ? command.RunAs : null, [command.Program, .. command.Arguments]),
            "INT",
            onLine: line => File.AppendAllText(LogFile, line + "\n")
        );
    }

    public async Task StopAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        _process = null;
    }

    public string Log => File.ReadAllText(LogFile);

    public Task EnsureAsync(string password) =>
        new DatabaseProvisioner(Server).EnsureAsync(
            Database,
            new SecretText(password),
            TimeSpan.FromSeconds(30),
            TestContext.Current.CancellationToken
        );

    public async Task<NpgsqlConnection> LogInAsync(string password, string? user = null, string? database = null)
    {
        var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder
            {
                Host = "127.0.0.1",
                Port = Port,
                Username = user ?? Database.Username,
                Password = password,
                Database = database ?? Database.Name,
                Pooling = false,
            }.ConnectionString
        );
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        return connection;
    }

    public async Task<NpgsqlConnection> SuperuserAsync()
    {
        var connection = new NpgsqlConnection($"Host={Layout.RunDatabase};Port={Port};Username=postgres;Database=postgres;Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _place.Dispose();
    }
}
