using Railhead.Local;

namespace Railhead.Cli;

/// <summary>How the app's folder differs from what serves, for an <c>up</c> that deploys nothing.</summary>
/// <param name="Serving">The revision that is deployed.</param>
/// <param name="Current">The folder's revision: its repository's HEAD, or the hash of its content.</param>
/// <param name="BlueprintChanged">Whether railhead.yaml has changes that are not committed.</param>
/// <param name="OthersChanged">Whether other files have.</param>
sealed record SourceNotes(string Serving, string Current, bool BlueprintChanged, bool OthersChanged)
{
    /// <returns>Null for a repository without a commit.</returns>
    public static async Task<SourceNotes?> FindAsync(string serving, AppCode code, CancellationToken cancellation)
    {
        if (code.Root is null)
        {
            var current = await FolderSource.RevisionAsync(code.Git, code.Folder, cancellation);
            return new SourceNotes(serving, current, BlueprintChanged: false, OthersChanged: false);
        }

        var repository = new GitSource(code.Git, code.Root, cancellation);
        return await repository.HeadAsync() is { } head
            ? new SourceNotes(
                serving,
                head,
                await repository.IsBlueprintDirtyAsync(code.Prefix),
                await repository.AreOthersDirtyAsync(code.Prefix)
            )
            : null;
    }

    /// <param name="serves">Whether the deployed revision does serve, or only should.</param>
    /// <param name="option">See <see cref="EnvironmentRecord.EnvironmentOption"/>.</param>
    public IEnumerable<string> Lines(bool serves, string option)
    {
        var (deployed, verb) = (Words.Short(Serving), serves ? "serves" : "is deployed");
        var isFolder = Current.StartsWith("dir-", StringComparison.Ordinal);
        if (Current != Serving)
        {
            yield return $"{deployed} {verb}, but {(isFolder ? "the folder" : "HEAD")} is {Words.Short(Current)}. To deploy it: "
                + $"railhead deploy{option}";
        }

        if (OthersChanged)
        {
            yield return $"the app's folder has uncommitted changes; {deployed} {verb} without them.";
        }

        if (BlueprintChanged && serves)
        {
            yield return "railhead.yaml has uncommitted changes; they apply until the next deployment, which uses the committed file.";
        }
    }
}
