using Railhead.Local;

namespace Railhead.Cli;

/// <summary>Where an app's code is: its folder, and the git repository around it, if any.</summary>
/// <param name="Git">The git program.</param>
/// <param name="Folder">The app's folder, absolute.</param>
/// <param name="Root">Root of the repository; null where the folder is in none.</param>
/// <param name="Prefix">The folder's place below the root; empty for the root itself.</param>
sealed record AppCode(string Git, string Folder, string? Root, string Prefix)
{
    public static async Task<AppCode> FindAsync(string git, string folder, CancellationToken cancellation)
    {
        var root = await GitSource.RootAsync(git, folder, cancellation);
        return new AppCode(git, folder, root, root is null ? "" : PrefixOf(root, Real(folder)));
    }

    /// <summary>See <see cref="Repository.EnsureAsync"/>.</summary>
    public async Task<string?> ObjectFormatAsync(CancellationToken cancellation) =>
        Root is null ? null : await new GitSource(Git, Root, cancellation).ObjectFormatAsync();

    static string PrefixOf(string root, string folder) => Path.GetRelativePath(root, folder) is var relative and not "." ? relative : "";

    /// <summary>The folder without links, as git names it.</summary>
    static string Real(string folder) => new DirectoryInfo(folder).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? folder;
}
