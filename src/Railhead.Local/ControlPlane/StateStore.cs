using System.Globalization;
using Microsoft.Data.Sqlite;
using Railhead.Model;

namespace Railhead.Local;

/// <summary>
/// The control plane's durable state. Only the daemon opens it; every method is one transaction and on the disk when it returns.
/// </summary>
public sealed partial class StateStore : IDisposable
{
    const int SchemaVersion = 1;

    const string Schema = """
        CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
        CREATE TABLE releases (
            number INTEGER PRIMARY KEY, revision TEXT NOT NULL, subject TEXT NOT NULL, created_at TEXT NOT NULL, blueprint TEXT NOT NULL) STRICT;
        CREATE TABLE deployments (
            id INTEGER PRIMARY KEY AUTOINCREMENT, kind INTEGER NOT NULL, revision TEXT NOT NULL, subject TEXT NOT NULL, blueprint TEXT NOT NULL,
            release INTEGER NOT NULL, slot INTEGER, status INTEGER NOT NULL, step INTEGER NOT NULL, reason TEXT,
            started_at TEXT NOT NULL, finished_at TEXT, moves_ref INTEGER NOT NULL) STRICT;
        CREATE TABLE tasks (
            id TEXT PRIMARY KEY, release INTEGER NOT NULL, revision TEXT NOT NULL, slot INTEGER NOT NULL, zone TEXT NOT NULL,
            app_port INTEGER NOT NULL, nginx_port INTEGER NOT NULL, phase INTEGER NOT NULL, started_at TEXT NOT NULL, draining_since TEXT) STRICT;
        """;

    readonly SqliteConnection _connection;
    readonly Lock _lock = new();

    StateStore(SqliteConnection connection) => _connection = connection;

    /// <exception cref="RailheadException">The file is of a later version, or no state at all.</exception>
    public static StateStore Open(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        try
        {
            // Blueprints are in it, and those can be told to nobody: SQLite gives its other files the rights of this one.
            if (!File.Exists(path))
            {
                new FileStream(
                    path,
                    new FileStreamOptions
                    {
                        Mode = FileMode.CreateNew,
                        Access = FileAccess.Write,
                        UnixCreateMode = FileModes.OwnerFile,
                    }
                ).Dispose();
            }

            File.SetUnixFileMode(path, FileModes.OwnerFile);
            connection.Open();
            var store = new StateStore(connection);
            store.Execute("PRAGMA journal_mode=WAL");
            store.Execute("PRAGMA synchronous=FULL");
            var version = Convert.ToInt32(store.Scalar("PRAGMA user_version"), CultureInfo.InvariantCulture);
            if (version > SchemaVersion)
            {
                throw ControlPlaneErrors.StateIsNewer(path, version, SchemaVersion);
            }

            if (version == 0)
            {
                using var transaction = connection.BeginTransaction();
                store.Execute(Schema);
                store.Execute($"PRAGMA user_version={SchemaVersion}");
                transaction.Commit();
            }

            return store;
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            throw ControlPlaneErrors.StateUnreadable(path, e.Message);
        }
    }

    public void Dispose() => _connection.Dispose();

    public string? Setting(string key)
    {
        lock (_lock)
        {
            return (string?)Scalar("SELECT value FROM settings WHERE key=$1", key);
        }
    }

    public void SetSetting(string key, string value)
    {
        lock (_lock)
        {
            Execute("INSERT INTO settings VALUES ($1,$2) ON CONFLICT(key) DO UPDATE SET value=$2", key, value);
        }
    }

    /// <summary>The next number of a named sequence, from 1; a number is never given twice.</summary>
    public int Next(string sequence)
    {
        lock (_lock)
        {
            return Convert.ToInt32(
                Scalar(
                    "INSERT INTO settings VALUES ($1,'1') ON CONFLICT(key) DO UPDATE SET value=CAST(value AS INTEGER)+1 "
                        + "RETURNING CAST(value AS INTEGER)",
                    sequence
                ),
                CultureInfo.InvariantCulture
            );
        }
    }

    void Execute(string sql, params ReadOnlySpan<object?> values)
    {
        using var command = Prepare(sql, values);
        command.ExecuteNonQuery();
    }

    object? Scalar(string sql, params ReadOnlySpan<object?> values)
    {
        using var command = Prepare(sql, values);
        return command.ExecuteScalar() is { } value and not DBNull ? value : null;
    }

    List<T> Query<T>(Func<SqliteDataReader, T> read, string sql, params ReadOnlySpan<object?> values)
    {
        using var command = Prepare(sql, values);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    SqliteCommand Prepare(string sql, ReadOnlySpan<object?> values)
    {
        var command = _connection.CreateCommand();
#pragma warning disable CA2100 // Every text is a constant of this class; values travel as parameters.
        command.CommandText = sql;
#pragma warning restore CA2100
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters.AddWithValue($"${i + 1}", values[i] is DateTimeOffset time ? Text(time) : values[i] ?? DBNull.Value);
        }

        return command;
    }

    static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    static DateTimeOffset Time(SqliteDataReader row, int column) =>
        DateTimeOffset.Parse(row.GetString(column), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    static DateTimeOffset? OptionalTime(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : Time(row, column);
}
