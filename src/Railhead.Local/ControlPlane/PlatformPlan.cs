using Railhead.Model;

namespace Railhead.Local;

/// <summary>
/// Decides what the platform's processes offer. While a deployment runs, two task sets with different blueprints exist, and each finds what
/// it needs.
/// </summary>
public static class PlatformPlan
{
    /// <summary>The buckets of all architectures, each name once.</summary>
    public static IReadOnlyList<Bucket> Buckets(IEnumerable<Architecture> all) =>
        [.. all.SelectMany(architecture => architecture.Storage.Buckets).DistinctBy(bucket => bucket.Name)];

    /// <summary>The role of tasks with the statements of all architectures, each once.</summary>
    public static Role TaskRole(IReadOnlyList<Architecture> all) =>
        all[0].Identity.Task with
        {
            Statements =
            [
                .. all.SelectMany(architecture => architecture.Identity.Task.Statements)
                    .DistinctBy(statement => string.Join(' ', statement.Actions) + '|' + string.Join(' ', statement.Resources)),
            ],
        };

    /// <summary>The work on the database.</summary>
    /// <param name="isNeeded">Whether an architecture has one, see <see cref="AppliedState.WithDatabase"/>.</param>
    /// <param name="isInstalled">Whether its service exists.</param>
    /// <param name="isStopping">Whether an earlier pass has begun to stop it.</param>
    public static DatabaseWork Database(bool isNeeded, bool isInstalled, bool isStopping) =>
        isNeeded ? DatabaseWork.Run
        : isInstalled && !isStopping ? DatabaseWork.Stop
        : DatabaseWork.None;
}

/// <summary>The work of a pass on the database.</summary>
public enum DatabaseWork
{
    None,

    /// <summary>The server runs with what the architecture asks for.</summary>
    Run,

    /// <summary>The server stops and its service goes; its data stay.</summary>
    Stop,
}
