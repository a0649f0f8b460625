using System.Text.Json;

namespace Railhead.Aws;

/// <summary>
/// The references of a plan's configuration, followed through variables and outputs of modules. Local values are not part of a plan's JSON,
/// so a reference to one cannot be followed.
/// </summary>
sealed class PlanReferences
{
    const int MostModules = 20;

    readonly Dictionary<string, (Module Module, JsonElement Resource)> _resources = new(StringComparer.Ordinal);

    /// <param name="plan">The document of <c>terraform show -json</c>.</param>
    public static PlanReferences Read(JsonElement plan)
    {
        var result = new PlanReferences();
        if (plan.TryGetProperty("configuration", out var configuration) && configuration.TryGetProperty("root_module", out var root))
        {
            result.Collect(new Module("", root, null, default));
        }

        return result;
    }

    /// <summary>The addresses, without keys, that an attribute of a resource refers to; empty for a constant.</summary>
    /// <returns>Null when a reference cannot be followed.</returns>
    public IReadOnlyList<string>? Of(string address, string attribute)
    {
        if (!_resources.TryGetValue(address, out var place))
        {
            return null;
        }

        var expression = Child(Child(place.Resource, "expressions"), attribute);
        return Follow(place.Module, place.Resource, References(expression), 0);
    }

    /// <summary>The attributes and blocks that the configuration of a resource writes; null when there is none.</summary>
    public IReadOnlySet<string>? Written(string address) =>
        _resources.TryGetValue(address, out var place)
            ? Properties(Child(place.Resource, "expressions")).Select(expression => expression.Name).ToHashSet(StringComparer.Ordinal)
            : null;

    void Collect(Module module)
    {
        foreach (var resource in Items(Child(module.Config, "resources")))
        {
            if (resource.TryGetProperty("address", out var address))
            {
                _resources[module.Prefix + address.GetString()] = (module, resource);
            }
        }

        foreach (var call in Properties(Child(module.Config, "module_calls")))
        {
            var child = new Module($"{module.Prefix}module.{call.Name}.", Child(call.Value, "module"), module, Child(call.Value, "expressions"));
            module.Children[call.Name] = child;
            Collect(child);
        }
    }

    static List<string>? Follow(Module module, JsonElement resource, IReadOnlyList<string> references, int depth)
    {
        var result = new List<string>();
        foreach (var reference in references)
        {
            var parts = reference.Split('.');
            if (depth > MostModules || parts[0] == "local")
            {
                return null;
            }

            var found = parts[0] switch
            {
                "count" or "path" or "terraform" or "self" => [],
                "each" => Follow(module, default, EachReferences(resource), depth + 1),
                "var" => module.Parent is { } parent
                    ? Follow(parent, default, References(Child(module.CallExpressions, Plain(parts[1]))), depth + 1)
                    : [],
                "module" => OfOutput(module, parts, depth),
                "data" => parts.Length > 2 ? [$"{module.Prefix}data.{parts[1]}.{Plain(parts[2])}"] : [],
                _ => parts.Length > 1 ? [$"{module.Prefix}{parts[0]}.{Plain(parts[1])}"] : [],
            };
            if (found is null)
            {
                return null;
            }

            result.AddRange(found);
        }

        return [.. result.Distinct(StringComparer.Ordinal)];
    }

    static IReadOnlyList<string> EachReferences(JsonElement resource) => References(Child(resource, "for_each_expression"));

    static List<string>? OfOutput(Module module, string[] parts, int depth)
    {
        // "module.NAME" alone always stands beside the reference to the output.
        if (parts.Length < 3 || !module.Children.TryGetValue(Plain(parts[1]), out var child))
        {
            return [];
        }

        var output = Child(Child(child.Config, "outputs"), Plain(parts[2]));
        return Follow(child, default, References(Child(output, "expression")), depth + 1);
    }

    /// <summary>All references in an expression, in whatever blocks they stand.</summary>
    static IReadOnlyList<string> References(JsonElement expression) =>
        expression.ValueKind switch
        {
            JsonValueKind.Object when expression.TryGetProperty("references", out var list) && list.ValueKind == JsonValueKind.Array =>
            [
                .. list.EnumerateArray().Select(entry => entry.GetString()!),
            ],
            JsonValueKind.Object => [.. expression.EnumerateObject().SelectMany(child => References(child.Value))],
            JsonValueKind.Array => [.. expression.EnumerateArray().SelectMany(References)],
            _ => [],
        };

    static string Plain(string part) => part.IndexOf('[', StringComparison.Ordinal) is var at and >= 0 ? part[..at] : part;

    static JsonElement Child(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var child) ? child : default;

    static IEnumerable<JsonElement> Items(JsonElement list) => list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : [];

    static IEnumerable<JsonProperty> Properties(JsonElement map) => map.ValueKind == JsonValueKind.Object ? map.EnumerateObject() : [];

    sealed record Module(string Prefix, JsonElement Config, Module? Parent, JsonElement CallExpressions)
    {
        public Dictionary<string, Module> Children { get; } = new(StringComparer.Ordinal);
    }
}
