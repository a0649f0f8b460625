using System.Text.RegularExpressions;
using Railhead.Model;

namespace Railhead.Local;

/// <summary>The versions of languages on this machine.</summary>
public static partial class InstalledLanguages
{
    /// <summary>Asks the programs of these languages.</summary>
    /// <param name="languages">The languages that an app names.</param>
    /// <param name="searchPath">PATH.</param>
    /// <param name="folder">The app's: version managers decide by it.</param>
    /// <param name="cancellation">Ends the programs.</param>
    public static async Task<IReadOnlyDictionary<Language, IReadOnlyList<Version>>> FindAsync(
        IEnumerable<Language> languages,
        string searchPath,
        string folder,
        CancellationToken cancellation
    )
    {
        var asked = languages
            .Distinct()
            .Select(async language => (language, Versions: await AskAsync(language, searchPath, folder, cancellation)));
        return (await Task.WhenAll(asked)).ToDictionary(answer => answer.language, answer => answer.Versions);
    }

    static async Task<IReadOnlyList<Version>> AskAsync(Language language, string searchPath, string folder, CancellationToken cancellation)
    {
        (string Program, string[] Arguments) question = language switch
        {
            Language.DotNet => ("dotnet", ["--list-sdks"]),
            Language.Python => ("python3", ["--version"]),
            Language.Go => ("go", ["version"]),
            _ => (language.ToString().ToLowerInvariant(), ["--version"]),
        };
        var program = SearchPath.Find(searchPath, question.Program);
        if (program is null)
        {
            return [];
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(10));
        try
        {
            var answer = await new Command(program, question.Arguments) { WorkingDirectory = folder }.RunAsync(cancellation: limit.Token);
            return answer.Succeeded ? Parse(language, answer.Output) : [];
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return [];
        }
    }

    /// <summary>The first version of each line; of programs with one answer, of the first line alone.</summary>
    static IReadOnlyList<Version> Parse(Language language, string output) =>
        [
            .. output
                .Split('\n')
                .Take(language == Language.DotNet ? int.MaxValue : 1)
                .Select(line => VersionNumber().Match(line))
                .Where(match => match.Success)
                .Select(match => Version.Parse(match.Value)),
        ];

    [GeneratedRegex(@"\d{1,5}\.\d{1,5}\.\d{1,5}")]
    private static partial Regex VersionNumber();
}
