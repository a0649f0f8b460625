using System.Text.Json;
using System.Text.Json.Serialization;
using Railhead.Aws;

namespace Railhead.Cli;

/// <summary>Shows a plan to people: what is new by component, and each change, replacement and deletion with what it risks.</summary>
public static class PlanPrinter
{
    public static void Print(TextWriter to, AwsSession session, IReadOnlyList<PlannedChange> changes)
    {
        to.WriteLine(session.Title);
        if (changes.Count == 0)
        {
            to.WriteLine("  Nothing to change.");
            return;
        }

        PrintMany(to, "create", session, changes.Where(change => change.Action == PlannedAction.Create).ToList());
        var deleted = changes.Where(change => change.Action == PlannedAction.Delete).ToList();
        // Where all of it goes, a line for each would hide that.
        var isAll = changes.Count == deleted.Count && deleted.Count > 20;
        if (isAll)
        {
            PrintMany(to, "delete", session, deleted);
        }

        foreach (var change in changes.Where(change => change.Action is not PlannedAction.Create && !isAll))
        {
            Print(to, change);
        }

        to.WriteLine($"  {Summary(changes)}");
    }

    /// <summary>Such as <c>211 to create, 1 to change, 0 to replace, 0 to delete</c>.</summary>
    public static string Summary(IReadOnlyList<PlannedChange> changes)
    {
        var count = PlanCounts.Of(changes);
        return $"{count.Create} to create, {count.Update} to change, {count.Replace} to replace, {count.Delete} to delete";
    }

    public static string Json(AwsSession session, IReadOnlyList<PlannedChange> changes) =>
        JsonSerializer.Serialize(
            new PlanDocument(
                session.Architecture.App,
                session.Architecture.Environment,
                session.Architecture.Network.Region,
                session.Account.Id,
                PlanCounts.Of(changes),
                changes,
                session.Workspace.LeftOut
            ),
            PlanJson.Default.PlanDocument
        );

    static void PrintMany(TextWriter to, string action, AwsSession session, List<PlannedChange> changes)
    {
        if (changes.Count == 0)
        {
            return;
        }

        var files = session.Infrastructure.Files;
        var groups = changes.GroupBy(change => FileOf(files, change.Address)).OrderBy(group => group.Key, StringComparer.Ordinal);
        foreach (var group in groups)
        {
            to.WriteLine($"  {action, -8} {group.Count(), 4}  {group.Key}");
        }
    }

    static void Print(TextWriter to, PlannedChange change)
    {
        var word = change.Action switch
        {
            PlannedAction.Update => "change",
            PlannedAction.Replace => "replace",
            _ => "delete",
        };
        to.WriteLine($"  {word, -8} {change.Address}");
        var width = change.Attributes.Count == 0 ? 0 : change.Attributes.Max(attribute => attribute.Name.Length);
        foreach (var attribute in change.Attributes)
        {
            var values = attribute.Before is null || attribute.After is null ? "changes" : $"{attribute.Before} → {attribute.After}";
            to.WriteLine(
                $"             {attribute.Name.PadRight(width)}  {values}{(attribute.ForcesReplacement ? "  (forces the replacement)" : "")}"
            );
        }

        if (change.Risk is not null)
        {
            to.WriteLine($"           ! {change.Risk}");
        }
    }

    /// <summary>The component of a resource is the file that it stands in.</summary>
    static string FileOf(IReadOnlyList<SynthFile> files, string address)
    {
        var parts = address.Split('.', '[');
        var head = $"resource \"{parts[0]}\" \"{(parts.Length > 1 ? parts[1] : "")}\"";
        return files.FirstOrDefault(file => file.Text.Contains(head, StringComparison.Ordinal)) is { } file
            ? Path.GetFileNameWithoutExtension(file.Path)
            : "yours";
    }
}

/// <summary>How many of each.</summary>
public sealed record PlanCounts(int Create, int Update, int Replace, int Delete)
{
    public static PlanCounts Of(IReadOnlyList<PlannedChange> changes) =>
        new(
            changes.Count(change => change.Action == PlannedAction.Create),
            changes.Count(change => change.Action == PlannedAction.Update),
            changes.Count(change => change.Action == PlannedAction.Replace),
            changes.Count(change => change.Action == PlannedAction.Delete)
        );
}

/// <summary>The result of <c>plan --json</c>.</summary>
public sealed record PlanDocument(
    string App,
    string Environment,
    string Region,
    string Account,
    PlanCounts Summary,
    IReadOnlyList<PlannedChange> Changes,
    IReadOnlyList<string> LeftOut
);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(PlanDocument))]
sealed partial class PlanJson : JsonSerializerContext;
