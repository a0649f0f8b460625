namespace Railhead.Local;

/// <summary>The next thing to do for a deployment. Each can be done again after a crash.</summary>
public abstract record DeploymentAction
{
    private protected DeploymentAction() { }

    /// <summary>A clean checkout of the source, and its blueprint.</summary>
    public sealed record Unpack : DeploymentAction;

    /// <summary>The task set gets its place.</summary>
    public sealed record Choose(Slot Slot) : DeploymentAction;

    /// <summary>The build makes a numbered release.</summary>
    public sealed record Build : DeploymentAction;

    /// <summary>The release command runs, where there is one, and the release is kept.</summary>
    public sealed record ReleaseCommand(string? Command) : DeploymentAction;

    /// <summary>Tasks change: new ones, and those that leave.</summary>
    public sealed record Change(IReadOnlyList<TaskAction> Tasks) : DeploymentAction;

    /// <summary>Nothing to do before the next look.</summary>
    /// <param name="Reminder">The message for people now; null when there is nothing new to say.</param>
    public sealed record Wait(string? Reminder = null) : DeploymentAction;

    /// <summary>The traffic goes to this set.</summary>
    public sealed record Serve(Serving To) : DeploymentAction;

    /// <summary>The old set stays that long, so that the traffic could still go back to it.</summary>
    public sealed record Bake(TimeSpan Left) : DeploymentAction;

    /// <summary>A step is over.</summary>
    /// <param name="Step">The next one.</param>
    /// <param name="Detail">The result of the step that is over, for people.</param>
    public sealed record Enter(DeploymentStep Step, string? Detail = null) : DeploymentAction;

    public sealed record Fail(HealthVerdict.Failed Verdict) : DeploymentAction;

    /// <summary>The release that a failed deployment made is deleted.</summary>
    public sealed record Discard(int Release) : DeploymentAction;

    /// <summary>Nothing is left to do.</summary>
    public sealed record Finish : DeploymentAction;
}
