using Npgsql;

namespace Guestbook;

/// <summary>Migrates the database to this version of the app. It may run any number of times, also in two places at once.</summary>
static class Migrations
{
    // Only append to this list. The previous version serves while these steps run, so each step must keep it working.
    static readonly string[] Steps =
    [
        """
            create table entries (
                id           uuid primary key,
                title        text not null,
                text         text not null,
                picture_key  text,
                picture_type text,
                created_at   timestamptz not null default now())
            """,
        "create index entries_newest_first on entries (created_at desc, id desc)",
    ];

    // Any number that nobody else uses as an advisory lock in this database.
    const long Lock = 7_310_548_221;

    /// <returns>The number of steps that were missing.</returns>
    public static async Task<int> RunAsync(NpgsqlDataSource database, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await ExecuteAsync(connection, $"select pg_advisory_xact_lock({Lock})", cancellation);
        await ExecuteAsync(
            connection,
            "create table if not exists migrations (step int primary key, applied_at timestamptz not null default now())",
            cancellation
        );

        await using var query = new NpgsqlCommand("select count(*)::int from migrations", connection);
        int done = (int)(await query.ExecuteScalarAsync(cancellation))!;
        for (int step = done; step < Steps.Length; step++)
        {
            await ExecuteAsync(connection, Steps[step], cancellation);
            await ExecuteAsync(connection, $"insert into migrations (step) values ({step + 1})", cancellation);
        }

        await transaction.CommitAsync(cancellation);
        return Math.Max(0, Steps.Length - done);
    }

    static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        // Another run may hold the lock, or a table may be large, so wait.
        command.CommandTimeout = 300;
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
