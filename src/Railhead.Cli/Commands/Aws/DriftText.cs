using Railhead.Aws;

namespace Railhead.Cli;

/// <summary>Drift for people: a resource with what changed below it.</summary>
static class DriftText
{
    const int ValueLimit = 80;

    public static IEnumerable<string> Lines(string title, IReadOnlyList<DriftedAttribute> changes)
    {
        yield return title;
        if (changes.Count == 0)
        {
            yield return "  Nothing was changed by hand.";
            yield break;
        }

        foreach (var group in changes.GroupBy(change => change.Resource))
        {
            yield return $"  {group.Key}";
            foreach (var change in group)
            {
                yield return $"    {Sentence(change)}  ({change.Owner} decides it)";
            }
        }

        yield return $"  {changes.Count} change{(changes.Count == 1 ? "" : "s")} by hand. \"railhead plan\" shows what an apply would set back.";
        yield return "  To keep a change, write it into railhead.yaml or the .tf files. Remove by hand what was added: no apply does.";
    }

    static string Sentence(DriftedAttribute change) =>
        change switch
        {
            { Attribute: "id", Is: null } => $"does not exist any more (it was {Show(change.Was)})",
            { Was: null } => $"{change.Attribute}: {Show(change.Is)} was added",
            { Is: null } => $"{change.Attribute}: {Show(change.Was)} was removed",
            _ => $"{change.Attribute} was {Show(change.Was)}, is {Show(change.Is)}",
        };

    static string Show(string? value)
    {
        var line = (value ?? "nothing").ReplaceLineEndings(" ");
        return line.Length <= ValueLimit ? line : $"{line[..ValueLimit]}…";
    }
}
