using Npgsql;

namespace Railhead.Local.Tests;

/// <summary>Database and store under the real supervision, in a home with spaces and umlauts.</summary>
public class SupervisedDataTests
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_killed_database_comes_back_with_what_was_committed()
    {
        await using var machine = await MachineFixture.StartAsync();
        var architecture = TestArchitecture.Make();
        var database = architecture.Database!;
        var port = FreePort.Find();
        var cluster = Cluster.Choose(machine.Layout, MachineFixture.Tools.Postgres, TestAccounts.All, database.Version);
        await cluster.EnsureInitialisedAsync(Cancellation);
        cluster.WriteConfiguration(PostgresConfiguration.For(architecture, database, machine.Layout, TestAccounts.All, port));
        var server = new DatabaseServer(machine.Layout, port, machine.Layout.LogFile(DatabaseService.Name), TimeProvider.System);
        var password = new SecretText(SecretText.RandomPassword());

        var pid = await machine.InstallUpAsync(DatabaseService.Definition(cluster));
        await new DatabaseProvisioner(server).EnsureAsync(database, password, TimeSpan.FromSeconds(30), Cancellation);
        Assert.Equal(new DatabaseStatus("available", "primary", pid), await server.StatusAsync(Cancellation));
        Assert.Equal(1L, await RunAsync("CREATE TABLE kept AS SELECT 1 AS id; SELECT count(*) FROM kept"));

        MachineFixture.Kill(pid);
        await machine.UpAsync(DatabaseService.Name, other: pid);
        await server.WaitUntilReadyAsync(TimeSpan.FromSeconds(30), Cancellation);
        Assert.Equal(1L, await RunAsync("SELECT count(*) FROM kept"));
        await machine.LoggedAsync(DatabaseService.Name, "database system is ready to accept connections");

        async Task<object?> RunAsync(string text)
        {
            await using var connection = new NpgsqlConnection(
                new NpgsqlConnectionStringBuilder
                {
                    Host = "127.0.0.1",
                    Port = port,
                    Username = database.Username,
                    Password = password.Reveal(),
                    Database = database.Name,
                    Pooling = false,
                }.ConnectionString
            );
            await connection.OpenAsync(Cancellation);
            await using var command = new NpgsqlCommand(text, connection);
            return await command.ExecuteScalarAsync(Cancellation);
        }
    }

    [Fact]
    public async Task A_killed_store_comes_back()
    {
        await using var machine = await MachineFixture.StartAsync();
        var accounts = MachinePaths.BlockingFolder(Environment.ProcessPath!) is null
            ? TestAccounts.All
            : TestAccounts.All with
            {
                Platform = TestAccounts.All.Control,
            };
        var port = FreePort.Find();
        AwsEndpointConfiguration
            .For(TestArchitecture.Make(), machine.Layout, port, new SecretText(SecretText.RandomKey()))
            .Write(machine.Layout, accounts.Platform);
        using var control = new AwsEndpointClient(machine.Layout);

        foreach (var holder in SocketsService.Definitions(machine.Layout))
        {
            await machine.Supervisor.InstallAsync(holder, cancellation: Cancellation);
        }

        var pid = await machine.InstallUpAsync(StorageService.Definition(machine.Layout, accounts, [Environment.ProcessPath!], port));
        await Eventually.TrueAsync(() => control.IsReadyAsync(Cancellation), "the endpoint serves");
        MachineFixture.Kill(pid);
        using (var client = new HttpClient())
        {
            // Not refused: it waits in the listener's queue, which the holders keep.
            using var answer = await client.GetAsync(new Uri($"http://127.0.0.1:{port}/"), Cancellation);
            Assert.Equal(System.Net.HttpStatusCode.Forbidden, answer.StatusCode);
        }

        await machine.UpAsync(StorageService.Name, other: pid);
        await Eventually.TrueAsync(() => control.IsReadyAsync(Cancellation), "the endpoint serves again");

        Assert.Equal(2, (await control.UsageAsync(Cancellation)).Count);
    }
}
