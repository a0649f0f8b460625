using Railhead.Model;

namespace Railhead.Local;

/// <summary>The part of a push that the hooks share: the words for a refused ref, and the deployment of a pushed commit.</summary>
/// <param name="layout">The environment.</param>
/// <param name="remote">A URL of its repository that works for the user who pushed. Only the user knows the name of the remote.</param>
/// <param name="git">The git program.</param>
/// <param name="say">Takes lines for the user who pushed.</param>
/// <param name="client">The control plane.</param>
/// <param name="time">The clock.</param>
/// <param name="cancellation">The user who pushed has gone.</param>
public sealed class PushDeployment(
    Layout layout,
    string remote,
    string git,
    Action<string> say,
    ControlPlaneClient client,
    TimeProvider time,
    CancellationToken cancellation
)
{
    readonly GitSource _source = new(git, root: null, cancellation);

    public Task<PushFacts> FactsAsync() => client.GetAsync("/push-facts", ApiJson.Default.PushFacts, cancellation);

    /// <summary>The commit that a ref will name: the pushed one, or the one that a pushed tag is of. Null: it is neither.</summary>
    public Task<string?> CommitAsync(PushUpdate update) => _source.CommitAsync(update.New);

    /// <summary>Says of each refused ref why, and what to do.</summary>
    public async Task RefuseAsync(IReadOnlyList<PushUpdate> refused, PushFacts facts)
    {
        foreach (var update in refused)
        {
            say(
                update.Deletes
                    ? $"Railhead does not delete {update.Reference}. It accepts only new commits of {facts.Branch}."
                    : Refused(
                        update.Reference,
                        facts.Branch,
                        await _source.BlueprintAsync(update.New, facts.Prefix),
                        layout.Environment,
                        remote
                    )
            );
        }
    }

    /// <summary>Deploys a commit and shows that; whether it serves now.</summary>
    public async Task<bool> RunAsync(PushUpdate update, PushFacts facts)
    {
        if (await CommitAsync(update) is not { } commit)
        {
            say($"{update.New} is not a commit, so {update.Reference} is refused. Push a branch, a commit or a tag of a commit.");
            return false;
        }

        Directory.CreateDirectory(layout.Deployments);
        var file = Path.Combine(layout.Deployments, $"push-{Guid.NewGuid():N}.tar");
        try
        {
            var source = await _source.PackAsync(commit, facts.Prefix, layout.Environment, file);
            foreach (var part in source.Missing)
            {
                say($"  note: {part}.");
            }

            var accepted = await client.DeployAsync(source, force: false, movesRef: false, cancellation);
            if (accepted.Id is not { } id)
            {
                say(accepted.Message!);
                return true;
            }

            // The control plane has its own copy now.
            File.Delete(file);
            return await PushProgress.FollowAsync(client.FollowAsync(id, cancellation), say, time);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>The words for a ref that does not deploy.</summary>
    /// <param name="reference">Such as <c>refs/heads/next</c>.</param>
    /// <param name="branch">The branch that deploys.</param>
    /// <param name="blueprint">The pushed commit's railhead.yaml, or null.</param>
    /// <param name="environment">The environment's name.</param>
    /// <param name="remote">A URL of the environment's repository.</param>
    public static string Refused(string reference, string branch, string? blueprint, string environment, string remote)
    {
        // The branch changes only with "up": else a push could make the branch that everybody pushes to the wrong one.
        var parsed = blueprint is null ? null : BlueprintFile.Parse(blueprint, BlueprintFile.Name, environment).Blueprint;
        var wanted = parsed is null ? null : ArchitectureCompiler.Compile(parsed, environment).Pipeline.Branch;
        var remedy =
            reference == $"refs/heads/{wanted}"
                ? $"railhead.yaml of this commit has \"branch: {wanted}\". Run \"railhead up\", then push again."
                : $"To deploy the current commit: git push {ShellText.Quote(remote)} HEAD:refs/heads/{branch}";
        return $"Only a push to {branch} deploys, so {reference} is refused. {remedy}";
    }
}
