namespace Railhead.Cli.Tests;

/// <summary>
/// Rules of the source that neither the compiler nor the formatter knows; the API rules stand in build/BannedSymbols.txt.
/// </summary>
public sealed class SourceRulesTests
{
    const int MostLines = 250;
    const int MostColumns = 140;

    static IReadOnlyList<(string Path, string[] Lines)> Files { get; } =
    [
        .. new[] { "src", "tests", "samples", "bench" }
            .SelectMany(folder => Directory.EnumerateFiles(SourceTree.PathOf(folder), "*.cs", SearchOption.AllDirectories))
            .Select(path => Path.GetRelativePath(SourceTree.Root, path))
            .Where(path => !path.Split('/').Any(part => part is "bin" or "obj" or "node_modules"))
            .Select(path => (path, File.ReadAllLines(SourceTree.PathOf(path)))),
    ];

    [Fact]
    public void No_file_is_long()
    {
        Assert.True(Files.Count > 300, "The files were not found.");
        None(Files.Where(file => file.Lines.Length > MostLines).Select(file => $"{file.Path}: {file.Lines.Length} lines"));
    }

    /// <summary>The formatter lays out code, but leaves comments as they are.</summary>
    [Fact]
    public void No_comment_is_wide() =>
        None(
            from file in Files
            from line in file.Lines.Select((text, index) => (Text: text, Number: index + 1))
            where line.Text.Length > MostColumns && line.Text.TrimStart().StartsWith("//", StringComparison.Ordinal)
            select $"{file.Path}:{line.Number}: {line.Text.Length} columns"
        );

    /// <summary>
    /// Only the command line talks to people; what the control plane and the wrapper of a listening socket write is a log.
    /// </summary>
    [Fact]
    public void Only_the_programs_themselves_use_the_console()
    {
        string[] allowed =
        [
            "src/Railhead.Cli/",
            "src/Railhead.Local/ControlPlane/Daemon",
            "src/Railhead.Local/Machine/Supervision/SocketBinder",
        ];
        None(
            from file in Files
            where file.Path.StartsWith("src/", StringComparison.Ordinal)
            where !allowed.Any(start => file.Path.StartsWith(start, StringComparison.Ordinal))
            from line in file.Lines
            where line.Contains(" Console.", StringComparison.Ordinal) && !line.TrimStart().StartsWith("//", StringComparison.Ordinal)
            select $"{file.Path}: {line.Trim()}"
        );
    }

    // A failed Assert.Empty would cut the list.
    static void None(IEnumerable<string> places) => Assert.True(!places.Any(), string.Join('\n', places));
}
