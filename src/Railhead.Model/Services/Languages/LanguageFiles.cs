using System.Text.RegularExpressions;

namespace Railhead.Model;

/// <summary>Finds the versions of languages that an app names in its files.</summary>
public static partial class LanguageFiles
{
    /// <summary>The files in the app's folder that are looked at.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        ".ruby-version",
        "Gemfile",
        ".nvmrc",
        ".node-version",
        "package.json",
        "global.json",
        ".python-version",
        "runtime.txt",
        "pyproject.toml",
        "go.mod",
        "composer.json",
        ".tool-versions",
    ];

    /// <summary>One requirement a language at most: of several, the first in the order of this method.</summary>
    /// <param name="texts">The files' contents by name.</param>
    public static IReadOnlyList<LanguageRequirement> Read(IReadOnlyDictionary<string, string> texts)
    {
        LanguageRequirement?[] found =
        [
            Find(Language.DotNet, "global.json", SdkVersion()),
            Find(Language.Ruby, ".ruby-version", FirstWord()),
            Find(Language.Ruby, "Gemfile", GemfileRuby()),
            Find(Language.Ruby, ".tool-versions", ToolRuby()),
            Find(Language.Node, ".nvmrc", FirstWord()),
            Find(Language.Node, ".node-version", FirstWord()),
            Find(Language.Node, ".tool-versions", ToolNode()),
            Find(Language.Node, "package.json", NodeEngine()),
            Find(Language.Python, ".python-version", FirstWord()),
            Find(Language.Python, "runtime.txt", FirstWord()),
            Find(Language.Python, ".tool-versions", ToolPython()),
            Find(Language.Python, "pyproject.toml", RequiresPython()),
            Find(Language.Go, "go.mod", GoToolchain()),
            Find(Language.Go, "go.mod", GoLine()),
            Find(Language.Go, ".tool-versions", ToolGo()),
            Find(Language.Php, "composer.json", ComposerPhp()),
            Find(Language.Php, ".tool-versions", ToolPhp()),
        ];
        return [.. found.OfType<LanguageRequirement>().DistinctBy(requirement => requirement.Language)];

        LanguageRequirement? Find(Language language, string file, Regex pattern)
        {
            if (!texts.TryGetValue(file, out var text) || pattern.Match(text) is not { Success: true } match)
            {
                return null;
            }

            // Gemfile: several requirements in one call, each in quotes.
            var written = match
                .Groups[1]
                .Value.Replace("\"", "", StringComparison.Ordinal)
                .Replace("'", "", StringComparison.Ordinal)
                .Trim();
            var before = text.AsSpan(0, match.Groups[1].Index);
            return new LanguageRequirement(
                language,
                written,
                new Place(file, before.Count('\n') + 1, match.Groups[1].Index - before.LastIndexOf('\n'))
            );
        }
    }

    /// <summary>Where <c>package.json</c> lists devDependencies; null when it has none.</summary>
    public static Place? DevelopmentDependencies(IReadOnlyDictionary<string, string> texts)
    {
        if (!texts.TryGetValue("package.json", out var text) || DevDependencies().Match(text) is not { Success: true } match)
        {
            return null;
        }

        var before = text.AsSpan(0, match.Index);
        return new Place("package.json", before.Count('\n') + 1, match.Index - before.LastIndexOf('\n'));
    }

    [GeneratedRegex("""^(?:\s*(?:#[^\n]*)?\n)*\s*([^\s#]+)""")]
    private static partial Regex FirstWord();

    [GeneratedRegex(@"""sdk""\s*:\s*\{[^{}]*""version""\s*:\s*""([^""]+)""")]
    private static partial Regex SdkVersion();

    [GeneratedRegex("""^\s*ruby\s*\(?\s*(["'][^"'\n]+["'](?:\s*,\s*["'][^"'\n]+["'])*)""", RegexOptions.Multiline)]
    private static partial Regex GemfileRuby();

    [GeneratedRegex(@"""engines""\s*:\s*\{[^{}]*""node""\s*:\s*""([^""]+)""")]
    private static partial Regex NodeEngine();

    [GeneratedRegex("""^\s*requires-python\s*=\s*["']([^"'\n]+)["']""", RegexOptions.Multiline)]
    private static partial Regex RequiresPython();

    [GeneratedRegex(@"^toolchain\s+(go\S+)", RegexOptions.Multiline)]
    private static partial Regex GoToolchain();

    [GeneratedRegex(@"^go\s+([0-9]\S*)", RegexOptions.Multiline)]
    private static partial Regex GoLine();

    [GeneratedRegex(@"""require""\s*:\s*\{[^{}]*""php""\s*:\s*""([^""]+)""")]
    private static partial Regex ComposerPhp();

    [GeneratedRegex(@"^\s*ruby\s+(\S+)", RegexOptions.Multiline)]
    private static partial Regex ToolRuby();

    [GeneratedRegex(@"^\s*node(?:js)?\s+(\S+)", RegexOptions.Multiline)]
    private static partial Regex ToolNode();

    [GeneratedRegex(@"^\s*python\s+(\S+)", RegexOptions.Multiline)]
    private static partial Regex ToolPython();

    [GeneratedRegex(@"^\s*go(?:lang)?\s+(\S+)", RegexOptions.Multiline)]
    private static partial Regex ToolGo();

    [GeneratedRegex(@"^\s*php\s+(\S+)", RegexOptions.Multiline)]
    private static partial Regex ToolPhp();

    [GeneratedRegex(@"""devDependencies""\s*:\s*\{\s*""")]
    private static partial Regex DevDependencies();
}
