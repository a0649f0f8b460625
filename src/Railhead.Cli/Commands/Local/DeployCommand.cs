using Railhead.Local;
using Railhead.Model;

namespace Railhead.Cli;

/// <summary><c>railhead deploy [REV]</c>: a commit of the app's own repository, or its folder where there is none.</summary>
public static class DeployCommand
{
    public static async Task<int> RunAsync(Invocation call, string revision, bool force)
    {
        var (record, layout, client) = AppLocator.Connect(call);
        using var _ = client;
        var facts = await client.GetAsync("/push-facts", ApiJson.Default.PushFacts, call.Cancellation);
        using var printer = new ProgressPrinter(call);
        var git = Tools.Find(record.SearchPath).Git.Path;
        var folder = AppLocator.FolderOf(call, record);
        var root = await GitSource.RootAsync(git, folder);
        if (root is null && revision != "HEAD")
        {
            throw new UsageException(
                "RH2004",
                $"{folder} is no git repository, so there is no revision {revision}.",
                "railhead deploy takes the folder as it is."
            );
        }

        return await SendAsync(call, record, layout, client, printer, git, folder, root, facts.Prefix, revision, force);
    }

    /// <summary>Packs the source, hands it over and follows the deployment to its end.</summary>
    public static async Task<int> SendAsync(
        Invocation call,
        EnvironmentRecord record,
        Layout layout,
        ControlPlaneClient client,
        ProgressPrinter printer,
        string git,
        string folder,
        string? root,
        string prefix,
        string revision,
        bool force
    )
    {
        var file = Path.Combine(layout.Deployments, $"source-{Guid.NewGuid():N}.tar");
        try
        {
            var source = root is not null
                ? await FromGitAsync(call, layout, git, root, prefix, revision, file)
                : await FolderSource.PackAsync(git, folder, file, call.Cancellation);
            var accepted = await client.DeployAsync(source, force, movesRef: root is not null, call.Cancellation);
            if (accepted.Id is not { } id)
            {
                if (call.Json)
                {
                    printer.Show(new ResultEvent(ResultStatus.Succeeded) { Url = record.Url });
                }

                call.Error.WriteLine(accepted.Message);
                return ExitCode.Done;
            }

            return await FollowAsync(call, client, printer, id);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>Shows a deployment to its end.</summary>
    public static async Task<int> FollowAsync(Invocation call, ControlPlaneClient client, ProgressPrinter printer, int id)
    {
        await foreach (var entry in client.FollowAsync(id, call.Cancellation))
        {
            printer.Show(entry);
            if (entry is ResultEvent result)
            {
                return result.Succeeded ? ExitCode.Done : ExitCode.Failed;
            }
        }

        return ExitCode.Failed;
    }

    static async Task<SourcePackage> FromGitAsync(
        Invocation call,
        Layout layout,
        string git,
        string root,
        string prefix,
        string revision,
        string file
    )
    {
        var repository = new GitSource(git, root);
        var commit = await repository.ResolveAsync(revision);
        if (revision == "HEAD" && await repository.IsDirtyAsync(prefix))
        {
            call.Error.WriteLine(
                $"  note: the app's folder has changes that are not committed; {Words.Short(commit)} is deployed without them."
            );
        }

        var source = await repository.PackAsync(commit, prefix, file);
        await repository.SendAsync(commit, layout.Repository);
        return source;
    }
}
