using System.Text.RegularExpressions;

namespace Railhead.Cli.Tests;

public sealed partial class DocumentationTests
{
    static readonly string Root = SourceTree.Root;

    [Fact]
    public void Every_relative_link_leads_somewhere()
    {
        var broken = Documents()
            .SelectMany(file =>
                Link()
                    .Matches(File.ReadAllText(file))
                    .Select(match => match.Groups[1].Value)
                    .Where(target => !target.Contains("://", StringComparison.Ordinal) && !Leads(file, target))
                    .Select(target => $"{Path.GetRelativePath(Root, file)}: {target}")
            );

        Assert.Empty(broken);
    }

    [Fact]
    public void Every_command_is_one_that_railhead_has()
    {
        // The last ones are run by s6 and git.
        var known = new CommandLine(new CommandLineRun().Terminal)
            .Subcommands.Select(command => command.Name)
            .Concat(["daemon", "aws-endpoint", "bind", "receive", "move-ref"])
            .ToHashSet();
        var written = Documents()
            .SelectMany(file =>
                Command()
                    .Matches(File.ReadAllText(file))
                    .Select(match => match.Groups[1].Value)
                    .Where(name => !known.Contains(name))
                    .Select(name => $"{Path.GetRelativePath(Root, file)}: railhead {name}")
            );

        Assert.Empty(written);
    }

    static bool Leads(string from, string target)
    {
        var parts = target.Split('#', 2);
        var file = parts[0].Length == 0 ? from : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(from)!, parts[0]));
        if (parts.Length == 1)
        {
            return Path.Exists(file);
        }

        return File.Exists(file) && Heading().Matches(File.ReadAllText(file)).Any(match => Anchor(match.Groups[1].Value) == parts[1]);
    }

    /// <summary>As GitHub names headings: lower case, hyphens for spaces, no punctuation.</summary>
    static string Anchor(string heading) =>
        string.Concat(heading.Trim().ToLowerInvariant().Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_')).Replace(' ', '-');

    static IEnumerable<string> Documents() =>
        new[] { "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "bench/README.md" }
            .Select(file => Path.Combine(Root, file))
            .Concat(Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories));

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    /// <summary>At the beginning of a line, of a code span, behind a pipe or in a substitution.</summary>
    [GeneratedRegex(@"(?:^|`|\| |\()(?:\./)?railhead ([a-z][a-z-]*)\b", RegexOptions.Multiline)]
    private static partial Regex Command();
}
