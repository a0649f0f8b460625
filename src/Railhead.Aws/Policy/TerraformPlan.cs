using System.Text.Json;

namespace Railhead.Aws;

/// <summary>
/// All resources of a plan as they will be after the apply, with the references between them. Format 1.x of <c>terraform show -json</c>
/// (https://developer.hashicorp.com/terraform/internals/json-format).
/// </summary>
public sealed class TerraformPlan
{
    readonly PlanReferences _references;
    readonly ILookup<string, PlannedResource> _byType;
    readonly ILookup<string, PlannedResource> _byConfigAddress;

    TerraformPlan(IReadOnlyList<PlannedResource> resources, PlanReferences references)
    {
        Resources = resources;
        _references = references;
        _byType = resources.Where(resource => !resource.IsData).ToLookup(resource => resource.Type, StringComparer.Ordinal);
        _byConfigAddress = resources.ToLookup(resource => resource.ConfigAddress, StringComparer.Ordinal);
    }

    public IReadOnlyList<PlannedResource> Resources { get; }

    /// <summary>The resources of these types, without data sources.</summary>
    public IEnumerable<PlannedResource> Of(params IReadOnlyList<string> types) => types.SelectMany(type => _byType[type]);

    /// <exception cref="JsonException">The text is not JSON.</exception>
    /// <exception cref="FormatException">It is JSON, and not a plan.</exception>
    public static TerraformPlan Read(string json)
    {
        // Kept for as long as the plan: the values point into it.
        var root = JsonDocument.Parse(json).RootElement;
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("planned_values", out var planned))
        {
            throw new FormatException("it has no \"planned_values\"");
        }

        var unknown = UnknownValues(root);
        var resources = new List<PlannedResource>();
        var references = PlanReferences.Read(root);
        Collect(Child(planned, "root_module"), unknown, references, resources);
        Collect(Child(Child(Child(root, "prior_state"), "values"), "root_module"), [], references, resources, dataOnly: true);
        // Data sources that were read already stand in the prior state; those that wait for the apply stand among the changes.
        var present = resources.Select(resource => resource.Address).ToHashSet(StringComparer.Ordinal);
        resources.AddRange(WaitingData(root, references).Where(resource => !present.Contains(resource.Address)));
        return new TerraformPlan([.. resources.DistinctBy(resource => resource.Address)], references);
    }

    /// <summary>The resources that an attribute refers to, as far as the configuration says so.</summary>
    /// <returns>Null when the reference leads through something that a plan does not show, such as a local value.</returns>
    public IReadOnlyList<PlannedResource>? Targets(PlannedResource resource, string attribute)
    {
        if (_references.Of(resource.ConfigAddress, attribute) is not { } addresses)
        {
            return null;
        }

        var keys = PlanAddress.Keys(resource.Address);
        var all = addresses.SelectMany(address => _byConfigAddress[address]).ToList();
        var same = all.Where(target => keys.Length > 0 && PlanAddress.Keys(target.Address) == keys).ToList();
        return same.Count > 0 ? same : all;
    }

    /// <summary>
    /// The resources of a type whose attribute leads to the target. One whose reference cannot be followed counts: it may belong to the
    /// target.
    /// </summary>
    public IEnumerable<PlannedResource> Linked(PlannedResource target, string type, string attribute) =>
        Of(type).Where(resource => LeadsTo(resource, attribute, target));

    bool LeadsTo(PlannedResource resource, string attribute, PlannedResource target)
    {
        if (resource[attribute].Text is { } value && Names(target).Any())
        {
            return Names(target).Contains(value) || Targets(resource, attribute)?.Contains(target) == true;
        }

        return Targets(resource, attribute) is not { Count: > 0 } targets
            ? resource[attribute].IsUnknown
            : targets.Contains(target);
    }

    static IEnumerable<string> Names(PlannedResource target) =>
        new[] { "id", "arn", "bucket", "name", "identifier" }.Select(name => target[name].Text).OfType<string>();

    static void Collect(
        JsonElement module,
        Dictionary<string, JsonElement> unknown,
        PlanReferences references,
        List<PlannedResource> into,
        bool dataOnly = false
    )
    {
        foreach (var entry in Items(module, "resources").Where(entry => !dataOnly || IsData(entry)))
        {
            into.Add(Resource(entry, Child(entry, "values"), unknown.GetValueOrDefault(Address(entry)), references));
        }

        foreach (var child in Items(module, "child_modules"))
        {
            Collect(child, unknown, references, into, dataOnly);
        }
    }

    static PlannedResource Resource(JsonElement entry, JsonElement values, JsonElement unknown, PlanReferences references)
    {
        var address = Address(entry);
        var place = PlanAddress.WithoutKeys(address);
        return new PlannedResource(
            address,
            place,
            entry.GetProperty("type").GetString()!,
            IsData(entry),
            new PolicyBlock(values, unknown),
            references.Written(place)
        );
    }

    static string Address(JsonElement entry) => entry.GetProperty("address").GetString()!;

    static bool IsData(JsonElement entry) => Child(entry, "mode") is { ValueKind: JsonValueKind.String } mode && mode.GetString() == "data";

    static Dictionary<string, JsonElement> UnknownValues(JsonElement root)
    {
        var result = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var entry in Items(root, "resource_changes"))
        {
            if (entry.GetProperty("change").TryGetProperty("after_unknown", out var unknown))
            {
                result[Address(entry)] = unknown;
            }
        }

        return result;
    }

    static IEnumerable<PlannedResource> WaitingData(JsonElement root, PlanReferences references) =>
        Items(root, "resource_changes")
            .Where(IsData)
            .Select(entry => (Entry: entry, Change: entry.GetProperty("change")))
            .Select(pair => Resource(pair.Entry, Child(pair.Change, "after"), Child(pair.Change, "after_unknown"), references));

    static JsonElement Child(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var child) ? child : default;

    static IEnumerable<JsonElement> Items(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray()
            : [];
}
