using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Railhead.Local;

/// <summary>
/// The events and warnings of one environment: <c>events.db</c> beside the state, bounded by <see cref="EventLimits"/>. An event is one
/// transaction, and on the disk when the call returns. Parts report with <see cref="Append(ComponentEvent)"/>; a state that needs a person
/// is <see cref="Raise"/>d and <see cref="Clear"/>ed, which may be repeated in each pass and costs nothing then.
/// No call throws: a full disk loses the event, and the log says so.
/// </summary>
public sealed partial class EventStore : SqliteStore
{
    const int SchemaVersion = 1;

    // https://www.sqlite.org/rescode.html
    const int Corrupt = 11,
        NotADatabase = 26;

    const string Schema = """
        CREATE TABLE events (
            id INTEGER PRIMARY KEY AUTOINCREMENT, component TEXT NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL, text TEXT NOT NULL,
            time TEXT NOT NULL, since TEXT NOT NULL, count INTEGER NOT NULL) STRICT;
        CREATE INDEX events_by_subject ON events (component, kind, subject);
        CREATE TABLE warnings (
            kind TEXT NOT NULL, key TEXT NOT NULL, component TEXT NOT NULL, since TEXT NOT NULL, text TEXT NOT NULL,
            PRIMARY KEY (kind, key)) STRICT;
        CREATE TABLE sightings (subject TEXT PRIMARY KEY, restarts INTEGER NOT NULL, state INTEGER NOT NULL) STRICT;
        """;

    readonly Lock _lock = new();
    readonly TimeProvider _time;
    readonly ILogger _log;
    readonly Dictionary<(string Kind, string Key), WarningRow> _warnings;

    EventStore(string path, TimeProvider time, ILogger log)
        : base(path)
    {
        (_time, _log) = (time, log);
        if (Version > SchemaVersion)
        {
            Dispose();
            throw new InvalidDataException("A later version of Railhead wrote it.");
        }

        Create(Schema, SchemaVersion);
        if ((string?)Scalar("PRAGMA quick_check(1)") is var check && check != "ok")
        {
            Dispose();
            throw new InvalidDataException(check);
        }

        _warnings = Query(ReadWarning, "SELECT kind,key,component,since,text FROM warnings").ToDictionary(row => (row.Kind, row.Key));
    }

    /// <summary>
    /// Opens the store to write. Events are not worth an outage: a file that cannot be used is renamed to <c>events.db.unreadable</c>, and
    /// where no file can be written the store is in memory.
    /// </summary>
    public static EventStore Open(string path, TimeProvider time, ILogger log)
    {
        try
        {
            return new EventStore(path, time, log);
        }
        catch (Exception e) when (e is InvalidDataException or SqliteException { SqliteErrorCode: Corrupt or NotADatabase })
        {
            log.EventsUnreadable(path, e.Message);
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            log.EventLost(e.Message);
            return new EventStore(InMemory, time, log);
        }

        try
        {
            File.Move(path, $"{path}.unreadable", overwrite: true);
            File.Delete($"{path}-wal");
            File.Delete($"{path}-shm");
            return new EventStore(path, time, log);
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            log.EventLost(e.Message);
            return new EventStore(InMemory, time, log);
        }
    }

    /// <summary>The warnings that stand, oldest first.</summary>
    public IReadOnlyList<WarningRow> Warnings
    {
        get
        {
            lock (_lock)
            {
                return [.. _warnings.Values.OrderBy(row => row.Since)];
            }
        }
    }

    /// <summary>Records an event.</summary>
    public void Append(ComponentEvent entry) => Write(() => Insert(entry));

    /// <summary>Records the events of one look at the processes, together with what was seen.</summary>
    public void Append(IEnumerable<ComponentEvent> entries, IReadOnlyDictionary<string, Sighting> seen) =>
        Write(() =>
        {
            foreach (var entry in entries)
            {
                Insert(entry);
            }

            Execute("DELETE FROM sightings");
            foreach (var (subject, sighting) in seen)
            {
                Execute("INSERT INTO sightings VALUES ($1,$2,$3)", subject, sighting.Restarts, (int)sighting.State);
            }
        });

    /// <summary>Raises a warning. If it stands already it keeps its time, and only a new text is written.</summary>
    public void Raise(Warning warning)
    {
        var key = (warning.Kind.Word(), warning.Key);
        var text = EventFolding.Text(warning.Text);
        lock (_lock)
        {
            var known = _warnings.GetValueOrDefault(key);
            if (known?.Text == text || (known is null && _warnings.Count >= EventLimits.Warnings))
            {
                return;
            }

            var row = new WarningRow(key.Item1, key.Key, warning.Component.Word(), known?.Since ?? Now(), text);
            Write(() =>
            {
                Execute("INSERT OR REPLACE INTO warnings VALUES ($1,$2,$3,$4,$5)", row.Kind, row.Key, row.Component, row.Since, row.Text);
                if (known is null)
                {
                    Insert(row.Component, EventKind.WarningRaised, $"{row.Kind} {row.Key}", $"Warning: {text}");
                }
            });
            _warnings[key] = row;
        }
    }

    /// <summary>Clears a warning; nothing happens when it does not stand.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="key">The thing that it is about.</param>
    public void Clear(WarningKind kind, string key)
    {
        lock (_lock)
        {
            if (!_warnings.Remove((kind.Word(), key), out var row))
            {
                return;
            }

            Write(() =>
            {
                Execute("DELETE FROM warnings WHERE kind=$1 AND key=$2", row.Kind, row.Key);
                Insert(row.Component, EventKind.WarningCleared, $"{row.Kind} {row.Key}", $"Cleared: {row.Text}");
            });
        }
    }

    /// <summary>Raises these warnings, and clears all others of the kind: for a part that looks at everything each time.</summary>
    public void Keep(WarningKind kind, IReadOnlyCollection<Warning> warnings)
    {
        foreach (var warning in warnings)
        {
            Raise(warning);
        }

        foreach (var row in Warnings.Where(row => row.Kind == kind.Word() && warnings.All(warning => warning.Key != row.Key)))
        {
            Clear(kind, row.Key);
        }
    }

    void Write(Action act)
    {
        lock (_lock)
        {
            try
            {
                using var transaction = Begin();
                act();
                transaction.Commit();
            }
            catch (SqliteException e)
            {
                _log.EventLost(e.Message);
            }
        }
    }

    static WarningRow ReadWarning(SqliteDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.GetString(2), Time(row, 3), row.GetString(4));
}
