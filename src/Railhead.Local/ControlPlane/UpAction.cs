namespace Railhead.Local;

/// <summary>The next action of an <c>up</c> once the platform runs.</summary>
public abstract record UpAction
{
    private protected UpAction() { }

    /// <summary>Nothing was ever deployed: the caller deploys.</summary>
    public sealed record Deploy : UpAction;

    /// <summary>A deployment is in progress, and its end is this command's.</summary>
    public sealed record Follow(int Deployment) : UpAction;

    /// <summary>The blueprint changes the tasks, so the release that serves gets new ones.</summary>
    public sealed record Apply(ReleaseRow Release) : UpAction;

    /// <summary>The tasks that exist become healthy, or more or fewer of them.</summary>
    public sealed record Settle(Serving Serving) : UpAction;
}
