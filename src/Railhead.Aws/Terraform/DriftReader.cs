using System.Text.Json;

namespace Railhead.Aws;

/// <summary>
/// Reads what was changed by hand from <c>terraform show -json</c> of a plan with <c>-refresh-only</c>: a pure function.
/// </summary>
public static class DriftReader
{
    const string Hidden = "(sensitive)";

    /// <param name="planJson">Format 1.x.</param>
    /// <param name="isForgotten">Type and attribute that an emulator does not keep; null on AWS.</param>
    public static IReadOnlyList<DriftedAttribute> Read(string planJson, Func<string, string, bool>? isForgotten = null)
    {
        using var document = JsonDocument.Parse(planJson);
        var plan = document.RootElement;
        var written = Written(plan);
        var resources = Resources(plan.Get("prior_state").Get("values")).ToList();
        var hasSchedules = resources.Any(resource => resource.Type == "aws_appautoscaling_scheduled_action");
        return
        [
            .. plan.Get("resource_drift")
                .Items()
                .Where(entry => entry.Get("mode").AsText() is null or "managed")
                .SelectMany(entry => OfResource(entry, written, hasSchedules)),
            .. DriftAdditions.Of(resources, IsWritten).Where(change => !Forgets(change.Resource, change.Attribute)),
        ];

        IEnumerable<DriftedAttribute> OfResource(JsonElement entry, ILookup<string, string> names, bool schedules)
        {
            var (address, type, change) = (entry.Get("address").AsText()!, entry.Get("type").AsText()!, entry.GetProperty("change"));
            var (was, now) = (change.Get("before"), change.Get("after"));
            if (now.ValueKind != JsonValueKind.Object)
            {
                return [new DriftedAttribute(address, "id", was.Get("id").AsText() ?? "", null, DriftOwners.Terraform)];
            }

            return was.EnumerateObject()
                .Select(attribute => attribute.Name)
                .Union(now.EnumerateObject().Select(attribute => attribute.Name))
                .Where(name => name == "tags_all" || (name != "tags" && IsWritten(address, name)))
                .Where(name => !Forgets(address, name))
                .Where(name => DriftOwners.Of(type, name, was, now, schedules) == DriftOwners.Terraform)
                .Order(StringComparer.Ordinal)
                .SelectMany(name =>
                    Differences(change, name)
                        .Select(part => new DriftedAttribute(address, part.Path, part.Was, part.Is, DriftOwners.Terraform))
                );
        }

        bool IsWritten(string address, string attribute) => written[PlanAddress.WithoutKeys(address)].Contains(attribute);

        bool Forgets(string address, string attribute) =>
            isForgotten?.Invoke(PlanAddress.WithoutKeys(address).Split('.')[^2], attribute) == true;
    }

    static IEnumerable<(string Path, string? Was, string? Is)> Differences(JsonElement change, string name)
    {
        var (was, now) = (change.Get("before"), change.Get("after"));
        var path = name == "tags_all" ? "tags" : name;
        var isHidden = IsSensitive(change, "before_sensitive", name) || IsSensitive(change, "after_sensitive", name);
        return DriftValues
            .Differences(path, was.Get(name), now.Get(name))
            .Select(part => isHidden ? (path, Hidden, Hidden) : part)
            .Distinct();
    }

    static bool IsSensitive(JsonElement change, string marks, string name) =>
        change.Get(marks).Get(name) is { ValueKind: JsonValueKind.True or JsonValueKind.Object or JsonValueKind.Array } mark
        && mark.GetRawText().Contains("true", StringComparison.Ordinal);

    /// <summary>The attributes and blocks that the configuration writes, by address without keys.</summary>
    static ILookup<string, string> Written(JsonElement plan) =>
        OfModule(plan.Get("configuration").Get("root_module"), "")
            .ToLookup(pair => pair.Address, pair => pair.Attribute, StringComparer.Ordinal);

    static IEnumerable<(string Address, string Attribute)> OfModule(JsonElement module, string prefix)
    {
        var own =
            from resource in module.Get("resources").Items()
            from attribute in resource.Get("expressions").Properties()
            select (prefix + resource.Get("address").AsText(), attribute.Name);
        var others =
            from call in module.Get("module_calls").Properties()
            from pair in OfModule(call.Value.Get("module"), $"{prefix}module.{call.Name}.")
            select pair;
        return own.Concat(others);
    }

    static IEnumerable<(string Address, string Type, JsonElement Values)> Resources(JsonElement values) =>
        OfStateModule(values.Get("root_module"));

    static IEnumerable<(string Address, string Type, JsonElement Values)> OfStateModule(JsonElement module) =>
        module
            .Get("resources")
            .Items()
            .Where(resource => resource.Get("mode").AsText() is null or "managed")
            .Select(resource => (resource.Get("address").AsText()!, resource.Get("type").AsText()!, resource.Get("values")))
            .Concat(module.Get("child_modules").Items().SelectMany(OfStateModule));
}
