using Microsoft.Data.Sqlite;
using Railhead.Model;

namespace Railhead.Local;

/// <summary>Reads the events from outside the control plane, also while the environment is down.</summary>
public sealed class EventReader : SqliteStore
{
    internal const string Columns = "component,kind,subject,text,time,since,count";

    EventReader(string path)
        : base(path, SqliteOpenMode.ReadOnly) { }

    /// <summary>The events in the order of their last time.</summary>
    /// <param name="path">The file; without it there are none.</param>
    /// <param name="oldest">Only events from then on; null for all.</param>
    /// <exception cref="RailheadException">The file cannot be read.</exception>
    public static IReadOnlyList<EventRow> Read(string path, DateTimeOffset? oldest)
    {
        if (!File.Exists(path))
        {
            return [];
        }

        try
        {
            using var reader = new EventReader(path);
            return reader.Query(Read, $"SELECT {Columns} FROM events WHERE time >= $1 ORDER BY id", oldest ?? DateTimeOffset.MinValue);
        }
        catch (SqliteException e)
        {
            throw EventErrors.Unreadable(path, e.Message);
        }
    }

    internal static EventRow Read(SqliteDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), Time(row, 4), Time(row, 5), row.GetInt32(6));
}
