namespace Railhead.Local;

/// <summary>
/// Says of each ref of a push what becomes of it, after <see cref="ReceiveHook"/>; a push of which only a part deploys is deployed here.
/// </summary>
/// <param name="repository">The environment's repository.</param>
/// <param name="push">Deploys and refuses.</param>
/// <param name="served">The revision that serves; null: the control plane does not answer.</param>
/// <param name="cancellation">The user who pushed has gone.</param>
public sealed class RefMove(Repository repository, PushDeployment push, Func<Task<string?>> served, CancellationToken cancellation)
{
    public const string NotDeployed = "the deployment failed",
        OtherRef = "only one branch deploys",
        Atomic = "atomic push with a refused ref";

    /// <param name="updates">The refs, in git's order.</param>
    /// <param name="atomic">Whether the user wants all of them or none.</param>
    public async Task<IReadOnlyList<RefVerdict>> DecideAsync(IReadOnlyList<PushUpdate> updates, bool atomic)
    {
        // The first hook has deployed a single one.
        if (updates is [var only])
        {
            return [await MovedAsync(only)];
        }

        var facts = await push.FactsAsync();
        var plan = PushPlan.Of(updates, facts.Branch);
        if (plan.IsMixed)
        {
            await push.RefuseAsync(plan.Refused, facts);
        }

        var deploys = !plan.IsMixed || (!atomic && await push.RunAsync(plan.Deployed!, facts));
        var verdicts = new List<RefVerdict>();
        foreach (var update in updates)
        {
            verdicts.Add(
                plan.Refused.Contains(update) ? new RefVerdict.Refused(OtherRef)
                : !deploys ? new RefVerdict.Refused(atomic ? Atomic : NotDeployed)
                : update == plan.Deployed ? await MovedAsync(update)
                : new RefVerdict.LeftToGit()
            );
        }

        return verdicts;
    }

    /// <summary>Git itself refuses to move a branch that has moved since the push began, and one to a tag.</summary>
    async Task<RefVerdict> MovedAsync(PushUpdate update)
    {
        var commit = await push.CommitAsync(update) ?? update.New;
        var current = await repository.RefAsync(update.Reference, cancellation);
        var isAsBefore = current is null ? update.Creates : current == update.Old;
        if (isAsBefore && commit == update.New)
        {
            return new RefVerdict.LeftToGit();
        }

        // Of two pushes that end at once, the later one counts. Without the control plane, this one is the latest that is known.
        if (isAsBefore || await served() is not { } serving || serving == commit)
        {
            await repository.SetRefAsync(update.Reference, commit, cancellation);
        }

        return new RefVerdict.Done(commit == update.New ? null : commit);
    }
}
