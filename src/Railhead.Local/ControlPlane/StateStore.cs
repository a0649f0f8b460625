using System.Globalization;
using Microsoft.Data.Sqlite;
using Railhead.Model;

namespace Railhead.Local;

/// <summary>
/// The control plane's durable state. Only the daemon opens it; every method is one transaction and on the disk when it returns.
/// </summary>
public sealed partial class StateStore : SqliteStore
{
    /// <summary>The sequence that counts how often the control plane started the supervisor again.</summary>
    public const string SupervisorRestarts = "supervisor-restarts";

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

    readonly Lock _lock = new();

    StateStore(string path)
        : base(path) { }

    /// <exception cref="RailheadException">The file is of a later version, or no state at all.</exception>
    public static StateStore Open(string path)
    {
        StateStore? store = null;
        try
        {
            store = new StateStore(path);
            if (store.Version is var version && version > SchemaVersion)
            {
                store.Dispose();
                throw ControlPlaneErrors.StateIsNewer(path, version, SchemaVersion);
            }

            store.Create(Schema, SchemaVersion);
            return store;
        }
        catch (SqliteException e)
        {
            store?.Dispose();
            throw ControlPlaneErrors.StateUnreadable(path, e.Message);
        }
    }

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
}
