namespace Railhead.Local;

/// <summary>The queue's decision about a request.</summary>
public abstract record QueueAnswer
{
    private protected QueueAnswer() { }

    /// <summary>It serves already.</summary>
    public sealed record ServesAlready : QueueAnswer;

    /// <summary>A deployment of it is under way.</summary>
    public sealed record Follow(DeploymentRow Row) : QueueAnswer;

    /// <summary>A new deployment, not stored yet.</summary>
    public sealed record Begin(DeploymentRow Row) : QueueAnswer;
}
