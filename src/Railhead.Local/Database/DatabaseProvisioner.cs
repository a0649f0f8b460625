using System.Globalization;
using Npgsql;

namespace Railhead.Local;

/// <summary>Makes the app's database and its least-privileged role what they should be, whatever they were before.</summary>
public sealed class DatabaseProvisioner(DatabaseServer server)
{
    /// <summary>Waits for the server, then makes role, database and rights; done is when the app's own login worked.</summary>
    /// <param name="database">The database of the architecture.</param>
    /// <param name="password">The role's password, visible ASCII.</param>
    /// <param name="limit">How long the server may take to come up.</param>
    /// <param name="cancellation">Stops between two steps; the next call goes on.</param>
    public async Task EnsureAsync(Model.Database database, SecretText password, TimeSpan limit, CancellationToken cancellation)
    {
        if (database.Username == PostgresConfiguration.Superuser || database.Username.StartsWith("pg_", StringComparison.Ordinal))
        {
            throw DatabaseErrors.RoleReserved(database.Username);
        }

        await server.WaitUntilReadyAsync(limit, cancellation);
        var role = Identifier(database.Username);
        var name = Identifier(database.Name);
        await using (var connection = await server.ConnectAsync(PostgresConfiguration.Superuser, cancellation))
        {
            await EnsureRoleAsync(connection, database.Username, role, password, cancellation);
            await EnsureDatabaseAsync(connection, database.Name, name, role, cancellation);
        }

        await using (var connection = await server.ConnectAsync(database.Name, cancellation))
        {
            await RunAsync(connection, $"ALTER SCHEMA public OWNER TO {role}; REVOKE ALL ON SCHEMA public FROM PUBLIC", cancellation);
        }

        await LogInAsync(database, password, cancellation);
    }

    static async Task EnsureRoleAsync(
        NpgsqlConnection connection,
        string name,
        string role,
        SecretText password,
        CancellationToken cancellation
    )
    {
        var known = await ValueAsync(connection, "SELECT rolpassword FROM pg_authid WHERE rolname = $1", name, cancellation);
        // A failed statement must not be logged with the verifier in it.
        await RunAsync(connection, "SET log_min_error_statement = panic; SET log_min_duration_statement = -1", cancellation);
        if (known is null)
        {
            await RunAsync(connection, $"CREATE ROLE {role}", cancellation);
        }

        await RunAsync(
            connection,
            string.Create(
                CultureInfo.InvariantCulture,
                $"ALTER ROLE {role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS INHERIT"
                    + $" CONNECTION LIMIT {PostgresConfiguration.AppConnections}"
            ),
            cancellation
        );
        if (ScramVerifier.Matches(password, known as string))
        {
            return;
        }

        await RunAsync(connection, $"ALTER ROLE {role} PASSWORD '{ScramVerifier.Create(password)}' VALID UNTIL 'infinity'", cancellation);
    }

    static async Task EnsureDatabaseAsync(
        NpgsqlConnection connection,
        string plain,
        string name,
        string role,
        CancellationToken cancellation
    )
    {
        var known = await ValueAsync(connection, "SELECT true FROM pg_database WHERE datname = $1", plain, cancellation);
        if (known is null)
        {
            await RunAsync(connection, $"CREATE DATABASE {name} OWNER {role}", cancellation);
        }

        await RunAsync(connection, $"ALTER DATABASE {name} OWNER TO {role}; REVOKE ALL ON DATABASE {name} FROM PUBLIC", cancellation);
    }

    // The way that the app takes: over loopback, by password.
    async Task LogInAsync(Model.Database database, SecretText password, CancellationToken cancellation)
    {
        try
        {
            await using var source = DatabaseServer.Source(
                new NpgsqlConnectionStringBuilder
                {
                    Host = "127.0.0.1",
                    Port = server.Port,
                    Username = database.Username,
                    Password = password.Reveal(),
                    Database = database.Name,
                }
            );
            await using var connection = await source.OpenConnectionAsync(cancellation);
        }
        catch (NpgsqlException error)
        {
            throw DatabaseErrors.LoginFailed(database.Username, database.Name, server.Port, error);
        }
    }

    static async Task RunAsync(NpgsqlConnection connection, string text, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(text, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    static async Task<object?> ValueAsync(NpgsqlConnection connection, string text, string parameter, CancellationToken cancellation)
    {
        await using var query = new NpgsqlCommand(text, connection) { Parameters = { new() { Value = parameter } } };
        return await query.ExecuteScalarAsync(cancellation);
    }

    static string Identifier(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
