using Railhead.Model;

namespace Railhead.Local;

/// <summary>Keeps what deployments made: as many releases as the blueprint says, and the branch that names the one that serves.</summary>
public sealed class ReleaseKeeper(EnvironmentFacts facts, StateStore store, Repository repository)
{
    /// <summary>
    /// From now on the release is the app's: <c>exec</c> works in it as the app's user, and a rollback can bring it back.
    /// </summary>
    public void Keep(DeploymentRow row, DateTimeOffset now, CancellationToken cancellation)
    {
        HandOver(facts.Layout.Release(row.Release), cancellation);
        store.SaveRelease(new ReleaseRow(row.Release, row.Revision, row.Subject, now, row.Blueprint));
    }

    public void Remove(int number)
    {
        store.RemoveRelease(number);
        if (Directory.Exists(facts.Layout.Release(number)))
        {
            Directory.Delete(facts.Layout.Release(number), recursive: true);
        }
    }

    /// <summary>Moves the branch, and deletes the releases that are over the limit.</summary>
    public async Task CloseAsync(DeploymentRow row, Pipeline pipeline, CancellationToken cancellation)
    {
        if (row.MovesRef)
        {
            await repository.MoveRefAsync(pipeline.Branch, row.Revision, cancellation);
        }

        foreach (var old in store.Releases().Where(release => release.Number != row.Release).Skip(pipeline.Keep - 1))
        {
            Remove(old.Number);
        }
    }

    void HandOver(string release, CancellationToken cancellation)
    {
        if (!facts.Accounts.Isolated)
        {
            return;
        }

        var all = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 };
        foreach (var path in Directory.EnumerateFileSystemEntries(release, "*", all))
        {
            cancellation.ThrowIfCancellationRequested();
            Ownership.Change(path, facts.Accounts.Task);
        }

        Ownership.Change(release, facts.Accounts.Task);
    }
}
