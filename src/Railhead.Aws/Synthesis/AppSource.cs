namespace Railhead.Aws;

/// <summary>What a synthesis may know of the app beside its blueprint.</summary>
/// <param name="Files">Names of the files in its folder.</param>
/// <param name="Folder">The folder in its repository, relative to the root; <c>.</c> for the root itself.</param>
public sealed record AppSource(IReadOnlyList<string> Files, string Folder)
{
    /// <summary>Nothing is known.</summary>
    public static AppSource Unknown { get; } = new([], ".");

    /// <summary>Looks at a folder, and upwards for the repository that it is in.</summary>
    public static AppSource Read(string folder)
    {
        var full = Path.GetFullPath(folder);
        var root = new DirectoryInfo(full);
        // A file in a worktree, a folder elsewhere.
        while (root is not null && !Path.Exists(Path.Combine(root.FullName, ".git")))
        {
            root = root.Parent;
        }

        return new AppSource(
            Directory.EnumerateFiles(full).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal).ToList(),
            root is null ? "." : Path.GetRelativePath(root.FullName, full)
        );
    }
}
