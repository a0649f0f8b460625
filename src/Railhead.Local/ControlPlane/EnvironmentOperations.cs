using Railhead.Model;

namespace Railhead.Local;

/// <summary>The operations of a running environment, beside <see cref="UpOperation"/>.</summary>
public sealed class EnvironmentOperations(
    EnvironmentFacts facts,
    StateStore store,
    AppliedState applied,
    SecretStore secrets,
    DeploymentQueue queue,
    TaskVariables variables,
    TimeProvider time
)
{
    public PushFacts PushFacts() => new(applied.Platform?.Pipeline.Branch ?? "main", facts.Record.Prefix, applied.Serving?.Revision);

    public IReadOnlyList<ReleaseDocument> Releases()
    {
        var serving = applied.Serving?.Release;
        return
        [
            .. store
                .Releases()
                .Select(release => new ReleaseDocument(
                    release.Number,
                    release.Revision,
                    release.Subject,
                    release.CreatedAt,
                    release.Number == serving
                )),
        ];
    }

    /// <summary>Accepts a source; the tar is taken over by renaming it.</summary>
    public DeploymentAccepted Deploy(DeploymentRequest.Deploy request, string tar) =>
        queue.Submit(request, folder => File.Move(tar, BuildStages.SourceFile(folder))) switch
        {
            QueueAnswer.Begin begun => new DeploymentAccepted(begun.Row.Id, null),
            QueueAnswer.Follow underway => new DeploymentAccepted(underway.Row.Id, null),
            _ => new DeploymentAccepted(
                null,
                $"{Words.Short(request.Revision)} is already deployed. \"railhead deploy --force\" deploys it again."
            ),
        };

    /// <param name="number">The release; null is the one before the current one.</param>
    /// <exception cref="RailheadException">There is no such release.</exception>
    public DeploymentAccepted Rollback(int? number)
    {
        var releases = store.Releases();
        var target = RollbackTarget(releases, number, applied.Serving?.Release ?? 0);
        var what = $"{Words.Short(target.Revision)} {target.Subject}";
        return queue.Submit(new DeploymentRequest.Rollback(target)) is QueueAnswer.Begin begun
            ? new DeploymentAccepted(begun.Row.Id, $"Deploying release {target.Number}: {what}")
            : new DeploymentAccepted(null, $"Release {target.Number} already serves: {what}");
    }

    /// <param name="releases">Those that are kept, newest first.</param>
    /// <param name="number">The one that is asked for; null is the one before the current one.</param>
    /// <param name="current">The one that serves.</param>
    public static ReleaseRow RollbackTarget(IReadOnlyList<ReleaseRow> releases, int? number, int current) =>
        number is { } wanted
            ? releases.FirstOrDefault(release => release.Number == wanted)
                ?? throw ControlPlaneErrors.NoSuchRelease(wanted, releases.Select(release => release.Number))
            : releases.FirstOrDefault(release => release.Number < current)
                ?? throw ControlPlaneErrors.NoEarlierRelease(releases.Select(release => release.Number));

    public IReadOnlyList<SecretDocument> Secrets() => [.. secrets.List().Select(SecretDocument.Of)];

    public void SetSecret(string name, string value) => secrets.Set(name, value);

    public void RemoveSecret(string name)
    {
        if (!secrets.Remove(name))
        {
            throw SecretErrors.Unknown(name);
        }
    }

    /// <summary>Writes the environment for one <c>exec</c> and says where.</summary>
    public async Task<ExecFacts> PrepareExecAsync(CancellationToken cancellation)
    {
        if (applied.Serving is not { } serving)
        {
            throw ControlPlaneErrors.NothingDeployed();
        }

        var architecture = applied.ForSlot(serving.Slot)!;
        // Several may run at once, and each has its own temporary folder, as tasks do.
        var id = $"exec-{Guid.NewGuid().ToString("N")[..8]}";
        var file = EnvironmentFile.PathOf(facts.Layout, id);
        var home = Path.Combine(facts.Layout.Tasks, "exec");
        Ownership.EnsureFolder(home, facts.Accounts.Task);
        var temporary = Path.Combine(facts.Layout.Tasks, id);
        var folders = new TemporaryFolders(facts.Layout, facts.Accounts.Control);
        folders.RemoveOld(facts.Layout.Tasks, "exec-*", time.GetUtcNow() - TimeSpan.FromDays(1));
        var shortPath = folders.Make(id, temporary, facts.Accounts.Task);
        var environment = variables.Of("exec", serving.Revision, architecture, port: null, home, shortPath);
        EnvironmentFile.Write(file, environment);
        var folder = facts.Layout.Release(serving.Release);
        var view = new WallsView
        {
            Temporary = temporary,
            TemporaryPath = shortPath,
            Writable = [folder, home],
            ReadOnly = [facts.Layout.BuildHome],
        };
        var walls = await facts.Isolation.WordsAsync(architecture.Services.Isolation, view, facts.Accounts.Task, cancellation);
        return new ExecFacts(folder, file, facts.Accounts.Task.Uid, facts.Accounts.Task.Gid, temporary, walls);
    }
}
