namespace Railhead.Local;

/// <summary>
/// The paths of a folder without git that its ignore files leave out. Git itself reads them, with a repository of the moment, so that
/// patterns mean here exactly what they will mean once the folder is a repository.
/// </summary>
static class IgnoredFiles
{
    /// <summary>Paths relative to the folder, with slashes, none at the end. What is below an ignored folder is not listed.</summary>
    /// <param name="git">The git program.</param>
    /// <param name="folder">Each folder's <c>.gitignore</c> counts, and this one's <c>.railheadignore</c> above them.</param>
    /// <param name="cancellation">Ends git.</param>
    public static async Task<IReadOnlySet<string>> FindAsync(string git, string folder, CancellationToken cancellation)
    {
        var temporary = Directory.CreateTempSubdirectory("railhead-ignore-").FullName;
        try
        {
            var repository = Path.Combine(temporary, "git");
            var lowest = Path.Combine(temporary, "build-output");
            await File.WriteAllLinesAsync(lowest, BuildOutput.Patterns(folder), cancellation);
            await RunAsync(git, folder, ["init", "--quiet", "--bare", "--template=", repository], cancellation);
            var listed = await RunAsync(
                git,
                folder,
                [
                    "-c",
                    $"core.excludesFile={lowest}",
                    $"--git-dir={repository}",
                    $"--work-tree={folder}",
                    "ls-files",
                    "-z",
                    "--others",
                    "--ignored",
                    "--directory",
                    "--exclude-standard",
                    .. Patterns(Path.Combine(folder, ".railheadignore")).Select(pattern => $"--exclude={pattern}"),
                ],
                cancellation
            );
            return Whole(listed.Split('\0')[..^1]);
        }
        finally
        {
            Directory.Delete(temporary, recursive: true);
        }
    }

    // Git also names a folder of which only the content is ignored, followed by that content: such a folder itself stays.
    static HashSet<string> Whole(IReadOnlyList<string> listed) =>
        [
            .. listed
                .Order(StringComparer.Ordinal)
                .Zip(listed.Order(StringComparer.Ordinal).Skip(1).Append(""))
                .Where(pair => !pair.First.EndsWith('/') || !pair.Second.StartsWith(pair.First, StringComparison.Ordinal))
                .Select(pair => pair.First.TrimEnd('/')),
        ];

    /// <summary>Git takes comments and blank lines out of its own files, and not out of patterns that are options.</summary>
    static IEnumerable<string> Patterns(string file) =>
        File.Exists(file)
            ? File.ReadLines(file)
                .Select(line => line.EndsWith("\\ ", StringComparison.Ordinal) ? line : line.TrimEnd())
                .Where(line => line.Length > 0 && line[0] != '#')
            : [];

    static async Task<string> RunAsync(string git, string folder, IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        var result = await new Git(git).In(folder, arguments).RunAsync(cancellation: cancellation);
        return result.Succeeded ? result.Output : throw SourceErrors.IgnoreFilesNotRead(folder, result.Error.Trim());
    }
}
