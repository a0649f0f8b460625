using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The app's source, as far as synth looks at it.</summary>
/// <param name="Files">Names of the files in the app's folder.</param>
/// <param name="Folder">The app's folder, relative to the root of its repository; <c>.</c> for the root itself.</param>
public sealed record AppSource(IReadOnlyList<string> Files, string Folder)
{
    const int LongestFile = 1024 * 1024;

    /// <summary>Contents by name of the files that say which version of a language the app needs.</summary>
    public IReadOnlyDictionary<string, string> Texts { get; init; } = new Dictionary<string, string>();

    /// <summary>No files known, at the root of the repository.</summary>
    public static AppSource Unknown { get; } = new([], ".");

    /// <summary>Reads a folder, and finds the repository that contains it.</summary>
    public static AppSource Read(string folder)
    {
        var full = Path.GetFullPath(folder);
        var root = new DirectoryInfo(full);
        // .git is a file in a worktree, and a folder elsewhere.
        while (root is not null && !Path.Exists(Path.Combine(root.FullName, ".git")))
        {
            root = root.Parent;
        }

        return new AppSource(
            Directory.EnumerateFiles(full).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal).ToList(),
            root is null ? "." : Path.GetRelativePath(root.FullName, full)
        )
        {
            Texts = LanguageFiles
                .Names.Select(name => new FileInfo(Path.Combine(full, name)))
                .Where(file => file is { Exists: true, Length: < LongestFile })
                .ToDictionary(file => file.Name, file => File.ReadAllText(file.FullName)),
        };
    }
}
