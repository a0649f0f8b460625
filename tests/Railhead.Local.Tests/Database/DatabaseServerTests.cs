using System.Diagnostics;
using Npgsql;

namespace Railhead.Local.Tests;

public sealed class DatabaseServerTests(TestPostgres postgres) : IClassFixture<TestPostgres>
{
    const string Password = "correct-horse-battery-staple";

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_app_has_its_own_database_and_nothing_else()
    {
        await postgres.EnsureAsync(Password);
        await postgres.EnsureAsync(Password);

        await using var app = await postgres.LogInAsync(Password);
        await ExecuteAsync(app, "CREATE TABLE IF NOT EXISTS mine (id int)");
        await ExecuteAsync(app, "CREATE SCHEMA IF NOT EXISTS also_mine");
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, await RefusedAsync(app, "CREATE DATABASE other"));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, await RefusedAsync(app, "CREATE ROLE other"));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, await RefusedAsync(app, "SELECT * FROM pg_authid"));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, await RefusedAsync(app, "COPY mine TO PROGRAM 'id'"));
    }

    [Theory]
    [InlineData("wrong", null, null)]
    [InlineData(Password, null, "postgres")]
    [InlineData(Password, "postgres", null)]
    [InlineData("", "postgres", "postgres")]
    public async Task Nobody_else_gets_in_over_the_network(string password, string? user, string? database)
    {
        await postgres.EnsureAsync(Password);

        await Assert.ThrowsAnyAsync<NpgsqlException>(() => postgres.LogInAsync(password, user, database));
    }

    [Fact]
    public async Task A_changed_password_is_taken_over()
    {
        await postgres.EnsureAsync("the-old-one");
        await postgres.EnsureAsync(Password);

        await Assert.ThrowsAnyAsync<NpgsqlException>(() => postgres.LogInAsync("the-old-one"));
        await using var app = await postgres.LogInAsync(Password);
    }

    [Fact]
    public async Task The_password_and_its_verifier_are_in_no_log_and_no_statistics()
    {
        await postgres.EnsureAsync(Password + "-2");
        await postgres.EnsureAsync(Password);

        Assert.DoesNotContain(Password, postgres.Log, StringComparison.Ordinal);
        Assert.DoesNotContain("SCRAM-SHA-256$", postgres.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_that_somebody_raised_is_lowered_again()
    {
        await postgres.EnsureAsync(Password);
        await using (var superuser = await postgres.SuperuserAsync())
        {
            await ExecuteAsync(superuser, "ALTER ROLE \"guest-Book\" SUPERUSER CREATEDB CONNECTION LIMIT -1");
        }

        await postgres.EnsureAsync(Password);

        await using var app = await postgres.LogInAsync(Password);
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, await RefusedAsync(app, "CREATE DATABASE other"));
    }

    [Fact]
    public async Task Committed_rows_outlive_the_kill_of_the_postmaster()
    {
        await postgres.EnsureAsync(Password);
        await using (var app = await postgres.LogInAsync(Password))
        {
            await ExecuteAsync(app, "DROP TABLE IF EXISTS kept; CREATE TABLE kept (id int)");
            for (var i = 0; i < 20; i++)
            {
                await ExecuteAsync(app, $"INSERT INTO kept VALUES ({i})");
            }

            var before = await postgres.Server.StatusAsync(Cancellation);
            Assert.Equal(("available", "primary"), (before.State, before.Role));

            using var postmaster = Process.GetProcessById(before.Pid!.Value);
            postmaster.Kill();
            await Eventually.IsAsync(() => postgres.Server.StatusAsync(Cancellation), s => s.State == "stopped", "its status is stopped");
        }

        await postgres.StopAsync();
        // As s6 does: again, until the old backends have let go of the shared memory.
        await Eventually.SucceedsAsync(
            async () =>
            {
                await postgres.StopAsync();
                await postgres.StartAsync();
                await postgres.EnsureAsync(Password);
                return true;
            },
            "it starts again"
        );
        await using var again = await postgres.LogInAsync(Password);
        await using var count = new NpgsqlCommand("SELECT count(*) FROM kept", again);
        Assert.Equal(20L, await count.ExecuteScalarAsync(Cancellation));
        Assert.Equal("available", (await postgres.Server.StatusAsync(Cancellation)).State);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_lock_file_that_names_another_process_or_nobody_keeps_no_server_down(bool isEmpty)
    {
        await postgres.StopAsync();
        // After a reboot the number of the old server may be that of any process, also of one by the same user.
        await using var other = await GuardedProcess.StartAsync(
            TestAccounts.Command(TestAccounts.IsRoot ? TestAccounts.All.Database : null, ["sleep", "600"])
        );
        var file = Path.Combine(postgres.Layout.Database, "data", "postmaster.pid");
        var text = isEmpty ? "" : $"{other.Pid}\n{Path.GetDirectoryName(file)}\n1790000000\n{postgres.Port}\n\n127.0.0.1\n0 0\nready\n";
        await File.WriteAllTextAsync(file, text, Cancellation);
        Ownership.Change(file, TestAccounts.All.Database);
        if (!isEmpty)
        {
            Assert.Null((await postgres.Server.StatusAsync(Cancellation)).Pid);
        }

        await postgres.StartAsync();
        await postgres.Server.WaitUntilReadyAsync(TimeSpan.FromSeconds(30), Cancellation);

        Assert.False(other.HasExited);
        Assert.NotEqual(other.Pid, (await postgres.Server.StatusAsync(Cancellation)).Pid);
    }

    [Fact]
    public async Task A_second_server_of_the_same_data_is_still_refused()
    {
        await postgres.Server.WaitUntilReadyAsync(TimeSpan.FromSeconds(30), Cancellation);
        var command = postgres.Cluster.ServerCommand();
        var second = await command.RunAsync(cancellation: Cancellation);
        Assert.NotEqual(0, second.ExitCode);
        Assert.Contains("already exists", second.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("data_checksums", "on")]
    [InlineData("fsync", "on")]
    [InlineData("server_encoding", "UTF8")]
    [InlineData("listen_addresses", "127.0.0.1")]
    [InlineData("idle_in_transaction_session_timeout", "5min")]
    public async Task The_server_runs_with_the_settings_that_matter(string setting, string value)
    {
        await postgres.Server.WaitUntilReadyAsync(TimeSpan.FromSeconds(30), Cancellation);
        await using var connection = await postgres.SuperuserAsync();
        await using var show = new NpgsqlCommand($"SHOW {setting}", connection);

        Assert.Equal(value, await show.ExecuteScalarAsync(Cancellation));
    }

    [Fact]
    public async Task A_reload_says_what_needs_a_restart_and_what_is_wrong()
    {
        await postgres.Server.WaitUntilReadyAsync(TimeSpan.FromSeconds(30), Cancellation);
        Assert.Empty(await postgres.Server.ReloadAsync(Cancellation));

        try
        {
            postgres.Cluster.WriteConfiguration(postgres.Configuration with { ClusterName = "renamed" });
            Assert.Equal(["cluster_name"], await postgres.Server.ReloadAsync(Cancellation));

            var settings = Path.Combine(postgres.Layout.Database, "postgresql.conf");
            await File.AppendAllTextAsync(settings, "work_mem = 'much'\n", Cancellation);
            var error = await Assert.ThrowsAsync<DatabaseException>(() => postgres.Server.ReloadAsync(Cancellation));
            Assert.Contains("postgresql.conf line", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            postgres.Cluster.WriteConfiguration(postgres.Configuration);
        }

        Assert.Empty(await postgres.Server.ReloadAsync(Cancellation));
    }

    [Fact]
    public async Task A_server_that_does_not_come_up_is_told_with_its_last_words()
    {
        using var place = new TemporaryLayout();
        var log = Path.Combine(place.Folder, "log");
        await File.WriteAllTextAsync(log, string.Concat(Enumerable.Range(1, 20).Select(i => $"line {i}.\n")), Cancellation);
        var server = new DatabaseServer(place.Layout, FreePort.Find(), log, TimeProvider.System);

        var error = await Assert.ThrowsAsync<DatabaseException>(() => server.WaitUntilReadyAsync(TimeSpan.FromSeconds(0.2), Cancellation));

        Assert.Contains(place.Layout.RunDatabase, error.Message, StringComparison.Ordinal);
        Assert.EndsWith("line 19.\nline 20.", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("line 10.", error.Message, StringComparison.Ordinal);
        Assert.Contains(log, error.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_of_the_servers_own_is_never_taken_for_the_app()
    {
        var provisioner = new DatabaseProvisioner(postgres.Server);

        await Assert.ThrowsAsync<DatabaseException>(() =>
            provisioner.EnsureAsync(
                TestPostgres.Database with
                {
                    Username = "postgres",
                },
                new SecretText("x"),
                TimeSpan.FromSeconds(30),
                Cancellation
            )
        );
    }

    static async Task ExecuteAsync(NpgsqlConnection connection, string text)
    {
        await using var command = new NpgsqlCommand(text, connection);
        await command.ExecuteNonQueryAsync(Cancellation);
    }

    static async Task<string> RefusedAsync(NpgsqlConnection connection, string text) =>
        (await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(connection, text))).SqlState;
}
