using System.Globalization;
using Railhead.Model;

namespace Railhead.Local;

/// <summary>Notes on the changes that an <c>up</c> of a running environment cannot apply by itself.</summary>
public static class UpNotes
{
    /// <summary>The note on <c>database: none</c> where a database runs.</summary>
    public const string DatabaseEnds = "database: none: PostgreSQL ends with the last task that uses it; its data stays.";

    /// <summary>Keys that matter only while a release is made.</summary>
    /// <param name="released">The architecture that the serving release was made with.</param>
    /// <param name="wanted">The architecture of the blueprint in the working tree.</param>
    public static IReadOnlyList<string> NeedDeployment(Architecture released, Architecture wanted)
    {
        var (old, now) = (released.Pipeline, wanted.Pipeline);
        var keys = new List<string>();
        if (old.Build != now.Build)
        {
            keys.Add("build");
        }

        if (old.Release != now.Release)
        {
            keys.Add("release");
        }

        return keys;
    }

    /// <param name="wanted">Major version that the blueprint asks for; null: any.</param>
    /// <param name="pinned">The one that the cluster was made with.</param>
    /// <param name="pending">Settings that wait for a restart.</param>
    public static IReadOnlyList<string> OfDatabase(int? wanted, int pinned, IReadOnlyList<string> pending)
    {
        var notes = new List<string>();
        if (wanted is { } version && version != pinned)
        {
            notes.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"database.version {version}: the data is of PostgreSQL {pinned}, which is pinned at first use and stays."
                )
            );
        }

        if (pending.Count > 0)
        {
            notes.Add($"{string.Join(", ", pending)}: takes effect when the database starts again: railhead down, then railhead up.");
        }

        return notes;
    }
}
