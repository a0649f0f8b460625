namespace Railhead.Local;

public sealed partial class EventStore
{
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

    /// <summary>The last time that the environment came up or went down; null when that is not known any more.</summary>
    public EventRow? LastStartOrStop()
    {
        lock (_lock)
        {
            return Query(
                    EventReader.Read,
                    $"SELECT {EventReader.Columns} FROM events WHERE kind IN ($1,$2,$3) ORDER BY id DESC LIMIT 1",
                    EventKind.EnvironmentUp.Word(),
                    EventKind.EnvironmentDown.Word(),
                    EventKind.EnvironmentRecovered.Word()
                )
                .FirstOrDefault();
        }
    }

    void Insert(ComponentEvent entry) => Insert(entry.Component.Word(), entry.Kind, entry.Subject, entry.Text, entry.Count);

    void Insert(string component, EventKind kind, string subject, string text, int count = 1)
    {
        var now = Now();
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

    DateTimeOffset Now()
    {
        var now = _time.GetUtcNow();
        return new(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
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
}
