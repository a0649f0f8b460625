namespace Railhead.Local;

/// <summary>What becomes of the refs of one push.</summary>
/// <param name="Deployed">The branch that deploys; null: the push does not change it.</param>
/// <param name="Kept">Tags that came along with it. They are stored and mean nothing.</param>
/// <param name="Refused">All others.</param>
public sealed record PushPlan(PushUpdate? Deployed, IReadOnlyList<PushUpdate> Kept, IReadOnlyList<PushUpdate> Refused)
{
    /// <summary>
    /// Whether one part of the push is deployed and another refused. Only the hook that speaks for each ref can do that.
    /// </summary>
    public bool IsMixed => Deployed is not null && Refused.Count > 0;

    /// <param name="updates">The refs of the push.</param>
    /// <param name="branch">The branch that deploys.</param>
    public static PushPlan Of(IReadOnlyList<PushUpdate> updates, string branch)
    {
        var deployed = updates.FirstOrDefault(update => update.Reference == $"refs/heads/{branch}" && !update.Deletes);
        // Tags come along by themselves where push.followTags is set. A tag alone would look as if it had been deployed.
        bool IsKept(PushUpdate update) => deployed is not null && update.IsTag && !update.Deletes;
        return new PushPlan(deployed, [.. updates.Where(IsKept)], [.. updates.Where(update => update != deployed && !IsKept(update))]);
    }
}
