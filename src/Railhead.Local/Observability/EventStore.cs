using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Railhead.Local;

/// <summary>
/// The events and warnings of one environment: <c>events.db</c> beside the state, bounded by <see cref="EventLimits"/>. An event is one
/// transaction, and on the disk when the call returns. Parts report with <see cref="Append(ComponentEvent)"/>; a state that needs a person
/// is <see cref="Raise"/>d and <see cref="Clear"/>ed, which may be repeated in each pass and costs nothing then.
/// No call throws: a full disk loses the event, and the log says so.
/// </summary>
public sealed class EventStore : SqliteStore
{
    internal const int SchemaVersion = 1;

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
        catch (Exception first) when (first is SqliteException or InvalidDataException)
        {
            log.EventsUnreadable(path, first.Message);
        }

        try
        {
            File.Move(path, $"{path}.unreadable", overwrite: true);
            File.Delete($"{path}-wal");
            File.Delete($"{path}-shm");
            return new EventStore(path, time, log);
        }
        catch (Exception second) when (second is SqliteException or IOException)
        {
            log.EventLost(second.Message);
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

    /// <summary>The processes as they were when an event about them was recorded last.</summary>
    public IReadOnlyDictionary<string, Sighting> Sightings()
    {
        lock (_lock)
        {
            return Query(
                    row => (Subject: row.GetString(0), Sighting: new Sighting(row.GetInt32(1), (SightingState)row.GetInt32(2))),
                    "SELECT subject,restarts,state FROM sightings"
                )
                .ToDictionary(row => row.Subject, row => row.Sighting);
        }
    }

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

            var row = new WarningRow(key.Item1, key.Key, warning.Component.Word(), known?.Since ?? _time.GetUtcNow(), text);
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
                Insert(row.Component, EventKind.WarningCleared, $"{row.Kind} {row.Key}", $"No longer true: {row.Text}");
            });
        }
    }

    /// <summary>Raises these warnings, and clears all others of their kind: for a part that looks at everything each time.</summary>
    public void Keep(WarningKind kind, Component component, IReadOnlyDictionary<string, string> texts)
    {
        foreach (var (key, text) in texts)
        {
            Raise(new Warning(kind, key, component, text));
        }

        foreach (var row in Warnings.Where(row => row.Kind == kind.Word() && !texts.ContainsKey(row.Key)))
        {
            Clear(kind, row.Key);
        }
    }

    void Insert(ComponentEvent entry) => Insert(entry.Component.Word(), entry.Kind, entry.Subject, entry.Text, entry.Count);

    void Insert(string component, EventKind kind, string subject, string text, int count = 1)
    {
        var now = _time.GetUtcNow();
        var last = Query(
            row => (Id: row.GetInt64(7), Row: EventReader.Read(row)),
            $"SELECT {EventReader.Columns},id FROM events WHERE component=$1 AND kind=$2 AND subject=$3 ORDER BY id DESC LIMIT 1",
            component,
            kind.Word(),
            subject
        );
        var entry = new EventRow(component, kind.Word(), subject, EventFolding.Text(text), now, now, count);
        if (last is [var (id, known)] && EventFolding.Fold(known, entry) is { } folded)
        {
            Execute("DELETE FROM events WHERE id=$1", id);
            entry = folded;
        }

        Execute(
            $"INSERT INTO events ({EventReader.Columns}) VALUES ($1,$2,$3,$4,$5,$6,$7)",
            entry.Component,
            entry.Kind,
            entry.Subject,
            entry.Text,
            entry.Time,
            entry.Since,
            entry.Count
        );
        Prune(component, entry.Kind, now);
    }

    void Prune(string component, string kind, DateTimeOffset now)
    {
        Execute(
            "DELETE FROM events WHERE id IN (SELECT id FROM events WHERE component=$1 AND kind=$2 ORDER BY id DESC LIMIT -1 OFFSET $3)",
            component,
            kind,
            EventLimits.RowsOfOneKind
        );
        const string beyond = "DELETE FROM events WHERE id IN (SELECT id FROM events ORDER BY id DESC LIMIT -1 OFFSET $1)";
        Execute(beyond, EventLimits.Rows);
        Execute(beyond + " AND time < $2", EventLimits.RowsOfAnyAge, now - EventLimits.Age);
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
