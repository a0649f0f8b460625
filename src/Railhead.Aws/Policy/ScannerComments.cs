using System.Text;
using System.Text.RegularExpressions;

namespace Railhead.Aws;

/// <summary>Writes exceptions into the Terraform as the comments that Checkov and Trivy read.</summary>
static partial class ScannerComments
{
    public static SynthFile Apply(SynthFile file, IReadOnlyList<PolicyException> exceptions) =>
        file.Path.EndsWith(".tf", StringComparison.Ordinal) ? file with { Text = Apply(file.Text, exceptions) } : file;

    internal static string Apply(string text, IReadOnlyList<PolicyException> exceptions)
    {
        var result = new StringBuilder();
        foreach (var line in text.Split('\n'))
        {
            if (Header().Match(line) is not { Success: true } header)
            {
                result.Append(line).Append('\n');
                continue;
            }

            var (type, name) = (header.Groups["type"].Value, header.Groups["name"].Value);
            var comments = exceptions
                .SelectMany(exception =>
                    RulesOf(exception)
                        .Where(rule => rule.Types.Contains(type) && exception.IsFor($"{type}.{name}"))
                        .Select(rule => (exception, rule))
                )
                .SelectMany(pair => pair.rule.Scanners.Select(scanner => (Scanner: scanner, Reason: OneLine(pair.exception.Reason))))
                .DistinctBy(comment => comment.Scanner)
                .ToList();
            // Trivy reads the line above, Checkov a line inside.
            foreach (var (scanner, _) in comments.Where(comment => IsTrivys(comment.Scanner)))
            {
                result.Append("#trivy:ignore:").Append(scanner).Append('\n');
            }

            result.Append(line).Append('\n');
            foreach (var (scanner, reason) in comments.Where(comment => !IsTrivys(comment.Scanner)))
            {
                result.Append("  #checkov:skip=").Append(scanner).Append(": ").Append(reason).Append('\n');
            }
        }

        return result.ToString()[..^1];
    }

    static IEnumerable<PolicyRule> RulesOf(PolicyException exception) => PolicyCatalogue.Rules.Where(exception.IsAbout);

    static bool IsTrivys(string scanner) => scanner.StartsWith("AVD-", StringComparison.Ordinal);

    static string OneLine(string reason) => string.Join(' ', reason.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    [GeneratedRegex("""^resource "(?<type>[^"]+)" "(?<name>[^"]+)" \{$""")]
    private static partial Regex Header();
}
