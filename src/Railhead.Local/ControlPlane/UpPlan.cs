namespace Railhead.Local;

/// <summary>Decides what an <c>up</c> does with what is deployed.</summary>
public static class UpPlan
{
    public static UpAction Next(UpWorld world) =>
        world switch
        {
            { Latest: { Status: DeploymentStatus.InProgress } underway } => new UpAction.Follow(underway.Id),
            { Serving: null } => new UpAction.Deploy(),
            { BlueprintChanged: true, NeedsNewTasks: true, Release: { } release } => new UpAction.Apply(release),
            { TasksWithoutWalls: true, Release: { } release } => new UpAction.Apply(release),
            { Serving: { } serving } => new UpAction.Settle(serving),
        };
}
