namespace Railhead.Local;

/// <summary>All that <see cref="UpPlan"/> decides from.</summary>
/// <param name="Latest">The latest deployment; null when there was none.</param>
/// <param name="Serving">The task set with the traffic.</param>
/// <param name="Release">The release that has the traffic.</param>
/// <param name="BlueprintChanged">Whether railhead.yaml is another text than the one that runs.</param>
/// <param name="NeedsNewTasks">Whether the change is one that a running task cannot take over.</param>
/// <param name="TasksWithoutWalls">Whether a task that serves was made before this machine could build its walls.</param>
public sealed record UpWorld(
    DeploymentRow? Latest,
    Serving? Serving,
    ReleaseRow? Release,
    bool BlueprintChanged,
    bool NeedsNewTasks,
    bool TasksWithoutWalls
);
