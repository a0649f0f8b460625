using System.Text.Json;

namespace Railhead.Aws;

/// <summary>Reads <c>terraform show -json PLAN</c> (format 1.x, documented as "JSON Output Format").</summary>
public static class PlanSummary
{
    const int ValueLimit = 60;

    /// <summary>The resources that are created, changed, replaced or deleted, in Terraform's order.</summary>
    public static IReadOnlyList<PlannedChange> Read(string planJson)
    {
        using var document = JsonDocument.Parse(planJson);
        if (!document.RootElement.TryGetProperty("resource_changes", out var changes))
        {
            return [];
        }

        return changes.EnumerateArray().Select(Read).OfType<PlannedChange>().ToList();
    }

    static PlannedChange? Read(JsonElement entry)
    {
        var change = entry.GetProperty("change");
        if (ActionOf(change.GetProperty("actions").EnumerateArray().Select(a => a.GetString()!).ToList()) is not { } action)
        {
            return null;
        }

        var type = entry.GetProperty("type").GetString()!;
        var attributes = action is PlannedAction.Update or PlannedAction.Replace ? Attributes(change) : [];
        var address = entry.GetProperty("address").GetString()!;
        return new PlannedChange(address, type, action, attributes, PlanRisks.Of(address, type, action, attributes));
    }

    /// <summary>Null for resources that are only read or do not change.</summary>
    static PlannedAction? ActionOf(List<string> actions) =>
        actions switch
        {
            ["create"] => PlannedAction.Create,
            ["update"] => PlannedAction.Update,
            ["delete"] => PlannedAction.Delete,
            [_, _] => PlannedAction.Replace,
            _ => null,
        };

    static List<AttributeChange> Attributes(JsonElement change)
    {
        var before = change.GetProperty("before");
        var after = change.GetProperty("after");
        var unknown = change.Get("after_unknown");
        var forcing = change.Get("replace_paths") is { ValueKind: JsonValueKind.Array } paths
            ? paths.EnumerateArray().Select(path => path[0].ToString()).ToHashSet()
            : [];
        var names = before
            .EnumerateObject()
            .Select(p => p.Name)
            .Union(after.EnumerateObject().Select(p => p.Name))
            .Union(unknown.ValueKind == JsonValueKind.Object ? unknown.EnumerateObject().Select(p => p.Name) : [])
            .Order(StringComparer.Ordinal);
        var result = new List<AttributeChange>();
        foreach (var name in names)
        {
            var (old, fresh) = (before.Get(name), after.Get(name));
            var isUnknown = unknown.Get(name).ValueKind is JsonValueKind.True;
            if (!isUnknown && JsonElement.DeepEquals(old, fresh))
            {
                continue;
            }
            // AWS computes these again with every change, so they carry no information.
            if (isUnknown && !forcing.Contains(name) && fresh.ValueKind == JsonValueKind.Undefined)
            {
                continue;
            }

            var hidden = IsSensitive(change, "before_sensitive", name) || IsSensitive(change, "after_sensitive", name);
            result.Add(
                new AttributeChange(
                    name,
                    hidden ? "(sensitive)" : Show(old),
                    isUnknown ? "(known after apply)"
                        : hidden ? "(sensitive)"
                        : Show(fresh),
                    forcing.Contains(name)
                )
            );
        }

        return result;
    }

    static bool IsSensitive(JsonElement change, string marks, string name) =>
        change.Get(marks).Get(name).ValueKind is JsonValueKind.True or JsonValueKind.Object or JsonValueKind.Array
        && change.Get(marks).Get(name).GetRawText().Contains("true", StringComparison.Ordinal);

    /// <summary>Null for a value too long for one line.</summary>
    static string? Show(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Undefined or JsonValueKind.Null => "none",
            JsonValueKind.String when value.GetString()!.Length <= ValueLimit => $"\"{value.GetString()}\"",
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
            _ when value.GetRawText().Length <= ValueLimit => value.GetRawText(),
            _ => null,
        };
}
