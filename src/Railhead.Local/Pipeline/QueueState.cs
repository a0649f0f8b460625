namespace Railhead.Local;

/// <summary>The deployments that are not over: one runs and one waits, at most.</summary>
public sealed record QueueState(DeploymentRow? Running, DeploymentRow? Waiting)
{
    public static QueueState Empty { get; } = new(null, null);

    public bool IsIdle => Running is null && Waiting is null;

    /// <summary>Whether nobody writes to this deployment's log any more.</summary>
    public bool IsOver(int id) => Running?.Id != id && Waiting?.Id != id;
}
