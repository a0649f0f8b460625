using Railhead.Model;

namespace Railhead.Local;

/// <summary>
/// The <c>pre-receive</c> hook of the environment's repository: hands the pushed commit over and waits for its deployment, so that a
/// refused commit leaves the branch where it was.
/// </summary>
public static class ReceiveHook
{
    const string Missing = "0000000000000000000000000000000000000000";

    /// <param name="updates">Lines <c>OLD NEW REF</c>, as githooks(5) gives them.</param>
    /// <param name="layout">The environment.</param>
    /// <param name="git">The git program.</param>
    /// <param name="say">Lines for whoever pushed.</param>
    /// <param name="client">The control plane.</param>
    /// <param name="cancellation">The pusher has gone.</param>
    /// <returns>The hook's exit code: 0 lets git move the branch.</returns>
    public static async Task<int> RunAsync(
        IReadOnlyList<string> updates,
        Layout layout,
        string git,
        Action<string> say,
        ControlPlaneClient client,
        CancellationToken cancellation
    )
    {
        var parsed = updates.Select(line => line.Split(' ', 3)).ToList();
        // A commit that "railhead deploy" sends is deployed by its own request.
        if (parsed.All(update => update[2].StartsWith(Repository.Incoming, StringComparison.Ordinal)))
        {
            return 0;
        }

        var facts = await client.GetAsync("/push-facts", ApiJson.Default.PushFacts, cancellation);
        var branch = $"refs/heads/{facts.Branch}";
        foreach (var update in parsed)
        {
            if (update[1] == Missing)
            {
                say($"Railhead does not delete {update[2]}. It accepts only new commits of {facts.Branch}.");
                return 1;
            }

            if (update[2] != branch)
            {
                var blueprint = await new GitSource(git, root: null, cancellation).BlueprintAsync(update[1], facts.Prefix);
                say(Refused(update[2], facts.Branch, blueprint, layout.Environment));
                return 1;
            }
        }

        var commit = parsed[0][1];
        Directory.CreateDirectory(layout.Deployments);
        var file = Path.Combine(layout.Deployments, $"push-{Guid.NewGuid():N}.tar");
        try
        {
            var source = await new GitSource(git, root: null, cancellation).PackAsync(commit, facts.Prefix, file);
            var accepted = await client.DeployAsync(source, force: false, movesRef: false, cancellation);
            if (accepted.Id is not { } id)
            {
                say(accepted.Message!);
                return 0;
            }

            await foreach (var entry in client.FollowAsync(id, cancellation))
            {
                if (PlainProgress.Line(entry) is { } line)
                {
                    say(line);
                }

                if (entry is ResultEvent result)
                {
                    return result.Succeeded ? 0 : 1;
                }
            }

            return 1;
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>The message for a ref that does not deploy.</summary>
    /// <param name="reference">Such as <c>refs/heads/main</c>.</param>
    /// <param name="branch">The branch that deploys.</param>
    /// <param name="blueprint">The pushed commit's railhead.yaml, or null.</param>
    /// <param name="environment">The environment's name.</param>
    public static string Refused(string reference, string branch, string? blueprint, string environment)
    {
        // The branch changes only with "up": else a push could make the branch that everybody pushes to the wrong one.
        var parsed = blueprint is null ? null : BlueprintFile.Parse(blueprint, BlueprintFile.Name, environment).Blueprint;
        var wanted = parsed is null ? null : ArchitectureCompiler.Compile(parsed, environment).Pipeline.Branch;
        var remedy =
            reference == $"refs/heads/{wanted}"
                ? $"railhead.yaml of this commit has \"branch: {wanted}\". Run \"railhead up\", then push again."
                : $"To deploy the current commit: git push railhead HEAD:{branch}";
        return $"Only a push to {branch} deploys, so {reference} is refused. {remedy}";
    }
}
