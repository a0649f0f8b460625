using System.Globalization;
using Railhead.Aws;
using Railhead.Model;

namespace Railhead.Cli;

/// <summary>The findings of <c>check --aws</c> for people: one rule after the other, with its reason once.</summary>
static class PolicyText
{
    public static IEnumerable<string> Lines(IReadOnlyList<PolicyFinding> found, Func<PolicyFinding, Place> places)
    {
        var open = found.Where(finding => finding.Exception is null).ToList();
        foreach (var rule in open.GroupBy(finding => finding.Rule))
        {
            foreach (var finding in rule)
            {
                yield return $"{At(places(finding))}: {Word(finding)} {rule.Key.Code}: {finding.Resource.Address}: {finding.Message}.";
            }

            yield return $"    {rule.Key.Name}: {rule.Key.Reason}";
            yield return $"    {rule.Key.Fix}";
            yield return $"    {rule.Key.Source}";
        }

        var (errors, excused) = (open.Count(finding => finding.Rule.Severity == Severity.Error), found.Count - open.Count);
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"{PolicyCatalogue.Rules.Count} rules: {errors} errors, {open.Count - errors} warnings, {excused} exceptions with a written reason."
        );
    }

    static string At(Place place) => string.Create(CultureInfo.InvariantCulture, $"{place.File}:{place.Line}:{place.Column}");

    static string Word(PolicyFinding finding) => finding.Rule.Severity == Severity.Error ? "error" : "warning";
}
