using Railhead.Aws;

namespace Railhead.Cli;

/// <summary>A plan for people: what is new by component, and each change, replacement and deletion with its risk.</summary>
static class PlanText
{
    // Where everything goes, a line for each resource would hide that.
    const int MostDeletionsByName = 20;

    public static IEnumerable<string> Lines(string title, IReadOnlyList<SynthFile> files, IReadOnlyList<PlannedChange> changes)
    {
        yield return title;
        if (changes.Count == 0)
        {
            yield return "  Nothing to change.";
            yield break;
        }

        var created = changes.Where(change => change.Action == PlannedAction.Create);
        var deleted = changes.Where(change => change.Action == PlannedAction.Delete).ToList();
        var isAll = changes.Count == deleted.Count && deleted.Count > MostDeletionsByName;
        var counted = ByComponent("create", files, created).Concat(ByComponent("delete", files, isAll ? deleted : []));
        var named = changes.Where(change => change.Action is not PlannedAction.Create && !isAll).SelectMany(Lines);
        foreach (var line in counted.Concat(named).Append($"  {PlanCounts.Of(changes)}"))
        {
            yield return line;
        }
    }

    public static IEnumerable<string> Lines(IReadOnlyList<PreflightFinding> findings) => findings.Select(finding => $"  {finding}");

    static IEnumerable<string> ByComponent(string action, IReadOnlyList<SynthFile> files, IEnumerable<PlannedChange> changes) =>
        changes
            .GroupBy(change => ComponentOf(files, change.Address))
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => $"  {action, -8} {group.Count(), 4}  {group.Key}");

    static IEnumerable<string> Lines(PlannedChange change)
    {
        var word = change.Action switch
        {
            PlannedAction.Update => "change",
            PlannedAction.Replace => "replace",
            _ => "delete",
        };
        yield return $"  {word, -8} {change.Address}";
        var width = change.Attributes.Select(attribute => attribute.Name.Length).DefaultIfEmpty().Max();
        foreach (var attribute in change.Attributes)
        {
            var values = attribute.Before is null || attribute.After is null ? "changes" : $"{attribute.Before} → {attribute.After}";
            var forces = attribute.ForcesReplacement ? "  (forces the replacement)" : "";
            yield return $"             {attribute.Name.PadRight(width)}  {values}{forces}";
        }

        if (change.Risk is { } risk)
        {
            yield return $"           ! {risk}";
        }
    }

    /// <summary>The component of a resource is the file in which it stands; a person's own files are no component.</summary>
    static string ComponentOf(IReadOnlyList<SynthFile> files, string address)
    {
        var parts = address.Split('.', '[');
        var head = $"resource \"{parts[0]}\" \"{(parts.Length > 1 ? parts[1] : "")}\"";
        return files.FirstOrDefault(file => file.Text.Contains(head, StringComparison.Ordinal)) is { } file
            ? Path.GetFileNameWithoutExtension(file.Path)
            : "yours";
    }
}
