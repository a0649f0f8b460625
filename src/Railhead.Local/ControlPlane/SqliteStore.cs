using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Railhead.Local;

/// <summary>A SQLite file of the control plane: every transaction is on the disk when it returns. Only its owner may read it.</summary>
public abstract class SqliteStore : IDisposable
{
    /// <summary>The path of a store that is in memory only.</summary>
    protected const string InMemory = ":memory:";

    readonly SqliteConnection _connection;

    /// <exception cref="SqliteException">The file is not a database, or cannot be written.</exception>
    protected SqliteStore(string path)
    {
        _connection = Connection(path, SqliteOpenMode.ReadWriteCreate);
        try
        {
            if (path != InMemory)
            {
                OnlyForOwner(path);
            }

            _connection.Open();
            Execute("PRAGMA journal_mode=WAL");
            Execute("PRAGMA synchronous=FULL");
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    /// <summary>Only to read, which also works while another process writes.</summary>
    /// <param name="path">The file, which exists.</param>
    /// <param name="mode">How it is opened.</param>
    protected SqliteStore(string path, SqliteOpenMode mode)
    {
        _connection = Connection(path, mode);
        _connection.Open();
    }

    /// <summary>The version of the file's format; 0 for a new file.</summary>
    protected int Version => Convert.ToInt32(Scalar("PRAGMA user_version"), CultureInfo.InvariantCulture);

    public void Dispose()
    {
        _connection.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Makes the tables of a new file.</summary>
    protected void Create(string schema, int version)
    {
        if (Version != 0)
        {
            return;
        }

        using var transaction = Begin();
        Execute(schema);
        Execute($"PRAGMA user_version={version}");
        transaction.Commit();
    }

    protected SqliteTransaction Begin() => _connection.BeginTransaction();

    protected void Execute(string sql, params ReadOnlySpan<object?> values)
    {
        using var command = Prepare(sql, values);
        command.ExecuteNonQuery();
    }

    protected object? Scalar(string sql, params ReadOnlySpan<object?> values)
    {
        using var command = Prepare(sql, values);
        return command.ExecuteScalar() is { } value and not DBNull ? value : null;
    }

    protected List<T> Query<T>(Func<SqliteDataReader, T> read, string sql, params ReadOnlySpan<object?> values)
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

    protected static DateTimeOffset Time(SqliteDataReader row, int column) =>
        DateTimeOffset.Parse(row.GetString(column), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    protected static DateTimeOffset? OptionalTime(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : Time(row, column);

    // Blueprints and reasons are in it, and those can be told to nobody: SQLite gives its other files the rights of this one.
    static void OnlyForOwner(string path)
    {
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
    }

    static SqliteConnection Connection(string path, SqliteOpenMode mode) =>
        new(
            new SqliteConnectionStringBuilder
            {
                DataSource = path,
                Mode = mode,
                Pooling = false,
            }.ToString()
        );

    SqliteCommand Prepare(string sql, ReadOnlySpan<object?> values)
    {
        var command = _connection.CreateCommand();
#pragma warning disable CA2100 // Every text is a constant of a store's class; values travel as parameters.
        command.CommandText = sql;
#pragma warning restore CA2100
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters.AddWithValue($"${i + 1}", values[i] is DateTimeOffset time ? Text(time) : values[i] ?? DBNull.Value);
        }

        return command;
    }

    static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
}
