using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Railhead.Local.Tests;

/// <summary>A real PostgreSQL in a temporary folder, run as s6 would run it.</summary>
public sealed class TestPostgres : IAsyncLifetime
{
    readonly TemporaryLayout _place = new();
    GuardedProcess? _process;

    public static string Tools { get; } = Directory.EnumerateDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).Last() + "/bin";

    public Layout Layout => _place.Layout;

    public int Port { get; private set; } = FreePort();

    public string LogFile => Path.Combine(_place.Folder, "database.log");

    public Cluster Cluster => new(Layout, Tools, TestAccounts.All);

    public DatabaseServer Server => new(Layout, Port, LogFile, TimeProvider.System);

    public static Model.Database Database { get; } = new()
    {
        Version = null,
        Name = "guest-book",
        Username = "guest-book",
        Class = "db.t4g.micro",
        Storage = 20,
        MultiAz = false,
        Replicas = 0,
        BackupDays = 7,
    };

    public PostgresConfiguration Configuration => new(
        "guestbook-local", Port, Layout.RunDatabase, Database.Name, Database.Username,
        [TestAccounts.All.Control.Name, TestAccounts.All.Database.Name]);

    public async ValueTask InitializeAsync()
    {
        await Cluster.EnsureInitialisedAsync(null, CancellationToken.None);
        Cluster.WriteConfiguration(Configuration);
        Start();
    }

    public void Start()
    {
        var command = Cluster.ServerCommand();
        _process = GuardedProcess.Start(TestAccounts.IsRoot ? command.RunAs : null, [command.Program, .. command.Arguments], line => File.AppendAllText(LogFile, line + "\n"));
    }

    public async Task StopAsync()
    {
        if (_process is not null) await _process.DisposeAsync();
        _process = null;
    }

    public string Log => File.ReadAllText(LogFile);

    public Task EnsureAsync(string password) =>
        new DatabaseProvisioner(Server).EnsureAsync(Database, new SecretText(password), TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

    public async Task<NpgsqlConnection> LogInAsync(string password, string? user = null, string? database = null)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1", Port = Port, Username = user ?? Database.Username, Password = password, Database = database ?? Database.Name, Pooling = false,
        }.ConnectionString);
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

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
