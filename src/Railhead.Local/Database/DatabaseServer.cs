using System.Globalization;
using System.Net.Sockets;
using Npgsql;

namespace Railhead.Local;

/// <summary>A running PostgreSQL as its superuser sees it, over the unix socket.</summary>
/// <param name="layout">Whose database it is.</param>
/// <param name="port">Its port, which is in the socket's name too.</param>
/// <param name="logFile">Its log, for error messages; it need not exist.</param>
/// <param name="time">The clock.</param>
public sealed class DatabaseServer(Layout layout, int port, string logFile, TimeProvider time)
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    internal int Port => port;

    /// <summary>Waits until the server answers a query.</summary>
    public async Task WaitUntilReadyAsync(TimeSpan limit, CancellationToken cancellation)
    {
        Exception? last = null;
        if (!await Wait.UntilAsync(AnswersAsync, limit, Pause, time, cancellation))
        {
            throw DatabaseErrors.NotReady(limit, Place, logFile, last!);
        }

        async Task<bool> AnswersAsync()
        {
            try
            {
                await using var connection = await ConnectAsync(PostgresConfiguration.Superuser, cancellation);
                await using var query = new NpgsqlCommand("SELECT 1", connection);
                await query.ExecuteScalarAsync(cancellation);
                return true;
            }
            catch (Exception error) when (MayPass(error))
            {
                last = error;
                return false;
            }
            catch (NpgsqlException error)
            {
                throw DatabaseErrors.ControlPlaneRefused(Place, logFile, error);
            }
        }
    }

    public async Task<DatabaseStatus> StatusAsync(CancellationToken cancellation)
    {
        var pid = PostmasterPid();
        if (pid is null)
        {
            return new DatabaseStatus("stopped", null, null);
        }

        try
        {
            await using var connection = await ConnectAsync(PostgresConfiguration.Superuser, cancellation);
            await using var query = new NpgsqlCommand("SELECT pg_is_in_recovery()", connection);
            var standby = (bool)(await query.ExecuteScalarAsync(cancellation))!;
            return new DatabaseStatus("available", standby ? "standby" : "primary", pid);
        }
        catch (Exception error) when (error is NpgsqlException or IOException or TimeoutException)
        {
            return new DatabaseStatus("starting", null, pid);
        }
    }

    /// <summary>Lets the server read its configuration again.</summary>
    /// <returns>Settings that it can only take up by a restart.</returns>
    public async Task<IReadOnlyList<string>> ReloadAsync(CancellationToken cancellation)
    {
        await using var connection = await ConnectAsync(PostgresConfiguration.Superuser, cancellation);
        // A setting that waits for a restart is told with the same words as one with a bad value.
        var wrong = await ColumnAsync(
            connection,
            "SELECT 'pg_hba.conf line ' || line_number || ': ' || error FROM pg_hba_file_rules WHERE error IS NOT NULL"
                + " UNION ALL SELECT 'pg_ident.conf line ' || line_number || ': ' || error FROM pg_ident_file_mappings WHERE error IS NOT NULL"
                + " UNION ALL SELECT 'postgresql.conf line ' || f.sourceline || ': ' || f.error FROM pg_file_settings f"
                + " LEFT JOIN pg_settings s USING (name) WHERE f.error IS NOT NULL AND s.context IS DISTINCT FROM 'postmaster'",
            cancellation
        );
        if (wrong.Count > 0)
        {
            throw DatabaseErrors.ConfigurationRefused(wrong);
        }

        var waiting = await ColumnAsync(
            connection,
            "SELECT DISTINCT f.name FROM pg_file_settings f JOIN pg_settings s USING (name)"
                + " WHERE f.error IS NOT NULL AND s.context = 'postmaster' ORDER BY f.name",
            cancellation
        );
        await using var reload = new NpgsqlCommand("SELECT pg_reload_conf()", connection);
        await reload.ExecuteScalarAsync(cancellation);
        return waiting;
    }

    internal async Task<NpgsqlConnection> ConnectAsync(string database, CancellationToken cancellation)
    {
        var connection = Source(
            new NpgsqlConnectionStringBuilder
            {
                Host = layout.RunDatabase,
                Port = port,
                Username = PostgresConfiguration.Superuser,
                Database = database,
            }
        );
        await using (connection)
        {
            return await connection.OpenConnectionAsync(cancellation);
        }
    }

    internal static NpgsqlDataSource Source(NpgsqlConnectionStringBuilder connection)
    {
        connection.ApplicationName = "railhead";
        connection.Pooling = false;
        connection.SslMode = SslMode.Disable;
        connection.GssEncryptionMode = GssEncryptionMode.Disable;
        connection.Timeout = 5;
        connection.CommandTimeout = 60;
        return new NpgsqlSlimDataSourceBuilder(connection.ConnectionString).Build();
    }

    internal static async Task<List<string>> ColumnAsync(NpgsqlConnection connection, string text, CancellationToken cancellation)
    {
        await using var query = new NpgsqlCommand(text, connection);
        await using var reader = await query.ExecuteReaderAsync(cancellation);
        var values = new List<string>();
        while (await reader.ReadAsync(cancellation))
        {
            values.Add(reader.GetString(0));
        }

        return values;
    }

    // The first line of postmaster.pid. The file stays when the postmaster is killed, and its number may then be another's.
    int? PostmasterPid()
    {
        try
        {
            var data = Path.Combine(layout.Database, "data");
            var line = File.ReadLines(Path.Combine(data, "postmaster.pid")).FirstOrDefault();
            if (!int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var pid))
            {
                return null;
            }

            return ProcessTable.Find(pid) is { IsZombie: false } && ProcessTable.CurrentFolder(pid) == data ? pid : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    static bool MayPass(Exception error) =>
        error switch
        {
            PostgresException refused => refused.SqlState
                is PostgresErrorCodes.CannotConnectNow
                    or PostgresErrorCodes.TooManyConnections
                    or PostgresErrorCodes.AdminShutdown
                    or PostgresErrorCodes.CrashShutdown,
            NpgsqlException { InnerException: SocketException or IOException or TimeoutException } => true,
            SocketException or IOException or TimeoutException => true,
            _ => false,
        };

    string Place => string.Create(CultureInfo.InvariantCulture, $"{layout.RunDatabase}, port {port}");
}
