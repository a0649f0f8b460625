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
        var resources = Resources(DriftValues.Property(DriftValues.Property(plan, "prior_state"), "values")).ToList();
        var hasSchedules = resources.Any(resource => resource.Type == "aws_appautoscaling_scheduled_action");
        return
        [
            .. Elements(plan, "resource_drift")
                .Where(entry => Text(entry, "mode") is null or "managed")
                .SelectMany(entry => OfResource(entry, written, hasSchedules)),
            .. DriftAdditions.Of(resources, IsWritten).Where(change => !Forgets(change.Resource, change.Attribute)),
        ];

        IEnumerable<DriftedAttribute> OfResource(JsonElement entry, ILookup<string, string> names, bool schedules)
        {
            var (address, type, change) = (Text(entry, "address")!, Text(entry, "type")!, entry.GetProperty("change"));
            var (was, now) = (DriftValues.Property(change, "before"), DriftValues.Property(change, "after"));
            if (now.ValueKind != JsonValueKind.Object)
            {
                return [new DriftedAttribute(address, "id", Text(was, "id") ?? "", null, DriftOwners.Terraform)];
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

        bool IsWritten(string address, string attribute) => written[WithoutKeys(address)].Contains(attribute);

        bool Forgets(string address, string attribute) => isForgotten?.Invoke(WithoutKeys(address).Split('.')[^2], attribute) == true;
    }

    static IEnumerable<(string Path, string? Was, string? Is)> Differences(JsonElement change, string name)
    {
        var (was, now) = (DriftValues.Property(change, "before"), DriftValues.Property(change, "after"));
        var path = name == "tags_all" ? "tags" : name;
        var isHidden = IsSensitive(change, "before_sensitive", name) || IsSensitive(change, "after_sensitive", name);
        return DriftValues
            .Differences(path, DriftValues.Property(was, name), DriftValues.Property(now, name))
            .Select(part => isHidden ? (path, Hidden, Hidden) : part)
            .Distinct();
    }

    static bool IsSensitive(JsonElement change, string marks, string name) =>
        DriftValues.Property(DriftValues.Property(change, marks), name)
            is { ValueKind: JsonValueKind.True or JsonValueKind.Object or JsonValueKind.Array } mark
        && mark.GetRawText().Contains("true", StringComparison.Ordinal);

    /// <summary>The attributes and blocks that the configuration writes, by address without keys.</summary>
    static ILookup<string, string> Written(JsonElement plan) =>
        OfModule(DriftValues.Property(DriftValues.Property(plan, "configuration"), "root_module"), "")
            .ToLookup(pair => pair.Address, pair => pair.Attribute, StringComparer.Ordinal);

    static IEnumerable<(string Address, string Attribute)> OfModule(JsonElement module, string prefix)
    {
        var own =
            from resource in Elements(module, "resources")
            from attribute in Properties(resource, "expressions")
            select (prefix + Text(resource, "address"), attribute.Name);
        var others =
            from call in Properties(module, "module_calls")
            from pair in OfModule(DriftValues.Property(call.Value, "module"), $"{prefix}module.{call.Name}.")
            select pair;
        return own.Concat(others);
    }

    static IEnumerable<(string Address, string Type, JsonElement Values)> Resources(JsonElement values) =>
        OfStateModule(DriftValues.Property(values, "root_module"));

    static IEnumerable<(string Address, string Type, JsonElement Values)> OfStateModule(JsonElement module) =>
        Elements(module, "resources")
            .Where(resource => Text(resource, "mode") is null or "managed")
            .Select(resource => (Text(resource, "address")!, Text(resource, "type")!, DriftValues.Property(resource, "values")))
            .Concat(Elements(module, "child_modules").SelectMany(OfStateModule));

    /// <summary><c>module.a["x"].aws_eip.nat["b"]</c> is written as <c>module.a.aws_eip.nat</c>.</summary>
    static string WithoutKeys(string address)
    {
        var text = new System.Text.StringBuilder();
        var (depth, isQuoted) = (0, false);
        foreach (var letter in address)
        {
            isQuoted ^= letter == '"';
            depth +=
                isQuoted ? 0
                : letter == '[' ? 1
                : 0;
            if (depth == 0)
            {
                text.Append(letter);
            }

            depth -= !isQuoted && letter == ']' ? 1 : 0;
        }

        return text.ToString();
    }

    static JsonElement[] Elements(JsonElement element, string name) =>
        DriftValues.Property(element, name) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray()] : [];

    static JsonProperty[] Properties(JsonElement element, string name) =>
        DriftValues.Property(element, name) is { ValueKind: JsonValueKind.Object } fields ? [.. fields.EnumerateObject()] : [];

    static string? Text(JsonElement element, string name) =>
        DriftValues.Property(element, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}
