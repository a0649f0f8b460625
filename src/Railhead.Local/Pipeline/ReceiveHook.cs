namespace Railhead.Local;

/// <summary>
/// The <c>pre-receive</c> hook of the environment's repository: deploys the pushed commit before git takes it, so that a refused commit
/// leaves the branch where it was, and nothing in the repository.
/// </summary>
public static class ReceiveHook
{
    /// <param name="lines">Lines <c>OLD NEW REF</c>, as githooks(5) gives them.</param>
    /// <param name="push">Deploys and refuses.</param>
    /// <returns>The hook's exit code: with 0 git goes on, to <see cref="MoveRefHook"/>.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> lines, PushDeployment push)
    {
        var facts = await push.FactsAsync();
        var plan = PushPlan.Of([.. lines.Select(PushUpdate.Parse).OfType<PushUpdate>()], facts.Branch);
        if (plan.IsMixed)
        {
            return 0;
        }

        if (plan.Deployed is not { } update)
        {
            await push.RefuseAsync(plan.Refused, facts);
            return 1;
        }

        return await push.RunAsync(update, facts) ? 0 : 1;
    }
}
