using Railhead.Local;

namespace Railhead.Cli;

/// <summary>What an <c>up</c> that deploys nothing leaves undone, for people: the app's folder may be ahead of what serves.</summary>
/// <param name="Serving">The revision that is deployed.</param>
/// <param name="Current">The folder's own: its repository's HEAD, or the hash of its content.</param>
/// <param name="BlueprintChanged">railhead.yaml is not as it was committed.</param>
/// <param name="OthersChanged">Other files are not as they were committed.</param>
public sealed record SourceNotes(string Serving, string Current, bool BlueprintChanged, bool OthersChanged)
{
    public static async Task<SourceNotes?> FindAsync(
        string serving,
        string git,
        string? root,
        string folder,
        string prefix,
        CancellationToken cancellation
    )
    {
        if (root is null)
        {
            return new SourceNotes(
                serving,
                await FolderSource.RevisionAsync(git, folder, cancellation),
                BlueprintChanged: false,
                OthersChanged: false
            );
        }

        var repository = new GitSource(git, root);
        if (await repository.HeadAsync() is not { } head)
        {
            return null;
        }

        return new SourceNotes(serving, head, await repository.IsBlueprintDirtyAsync(prefix), await repository.AreOthersDirtyAsync(prefix));
    }

    /// <param name="serves">Whether the deployed revision does serve, or only should.</param>
    /// <param name="option">See <see cref="EnvironmentRecord.EnvironmentOption"/>.</param>
    public IEnumerable<string> Lines(bool serves, string option)
    {
        var (deployed, verb) = (Words.Short(Serving), serves ? "serves" : "is deployed");
        var isFolder = Current.StartsWith("dir-", StringComparison.Ordinal);
        if (Current != Serving)
        {
            yield return $"{deployed} {verb}; {(isFolder ? "the folder" : "HEAD")} is {Words.Short(Current)}: railhead deploy{option}";
        }

        if (OthersChanged)
        {
            yield return $"the app's folder has changes that are not committed; {deployed} {verb} without them.";
        }

        if (BlueprintChanged && serves)
        {
            yield return "railhead.yaml has changes that are not committed; they hold until the next push or deployment, which brings back the committed one.";
        }
    }
}
