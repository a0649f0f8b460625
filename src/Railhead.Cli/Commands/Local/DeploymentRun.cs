using Railhead.Local;
using Railhead.Model;

namespace Railhead.Cli;

/// <summary>Hands a deployment to the control plane and shows it to its end.</summary>
sealed class DeploymentRun(Invocation call, EnvironmentConnection environment, ProgressPrinter printer)
{
    public const string Interruption =
        "Interrupted. A deployment that has started continues; \"railhead status\" shows its result. Run the same command "
        + "again to continue.";

    /// <summary>Packs the source, hands it over and follows the deployment.</summary>
    /// <param name="code">The app's code.</param>
    /// <param name="revision">The commit; without a repository the folder is taken as it is.</param>
    /// <param name="force">Whether to deploy what is deployed already.</param>
    public async Task<int> SendAsync(AppCode code, string revision, bool force)
    {
        var file = Path.Combine(environment.Layout.Deployments, $"source-{Guid.NewGuid():N}.tar");
        try
        {
            var source = code.Root is { } root ? await FromGitAsync(code, root, revision, file) : await FromFolderAsync(code, file);
            return await FollowAsync(
                await environment.Client.DeployAsync(source, force, movesRef: code.Root is not null, call.Cancellation)
            );
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>Says what the control plane says of the request, and shows the deployment, if there is one.</summary>
    public async Task<int> FollowAsync(DeploymentAccepted accepted)
    {
        if (accepted.Message is { } message)
        {
            call.Error.WriteLine(message);
        }

        if (accepted.Id is not { } id)
        {
            if (call.Json)
            {
                printer.Show(new ResultEvent(ResultStatus.Succeeded) { Url = environment.Record.Url });
            }

            return ExitCode.Done;
        }

        await foreach (var entry in environment.Client.FollowAsync(id, call.Cancellation))
        {
            printer.Show(entry);
            if (entry is ResultEvent result)
            {
                return result.Succeeded ? ExitCode.Done : ExitCode.Failed;
            }
        }

        return ExitCode.Failed;
    }

    async Task<SourcePackage> FromFolderAsync(AppCode code, string file)
    {
        if (call.Terminal.Variable("GIT_DIR") is { Length: > 0 } elsewhere)
        {
            call.Error.WriteLine(
                $"  note: GIT_DIR is {elsewhere}, but {code.Folder} is in no repository: the folder is deployed as it is."
            );
        }

        await SourceInclude.RefuseAsync(code.Folder, environment.Record.Environment, call.Cancellation);
        return await FolderSource.PackAsync(code.Git, code.Folder, file, call.Cancellation);
    }

    async Task<SourcePackage> FromGitAsync(AppCode code, string root, string revision, string file)
    {
        var repository = new GitSource(code.Git, root, call.Cancellation);
        var commit = await repository.ResolveAsync(revision);
        if (revision == DeployCommand.Head && await repository.IsDirtyAsync(code.Prefix))
        {
            call.Error.WriteLine($"  note: the app's folder has uncommitted changes; {Words.Short(commit)} is deployed without them.");
        }

        var source = await repository.PackAsync(commit, code.Prefix, environment.Record.Environment, file);
        foreach (var part in source.Missing)
        {
            call.Error.WriteLine($"  note: {part}.");
        }

        await repository.SendAsync(commit, environment.Layout.Repository);
        return source;
    }
}
