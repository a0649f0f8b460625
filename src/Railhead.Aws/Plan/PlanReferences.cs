using System.Text.Json;
using System.Text.RegularExpressions;

namespace Railhead.Aws;

/// <summary>
/// The resources that an attribute names: by id where the id is known, else by the expression in the configuration. A plan does not hold
/// local values, so an attribute that comes from one is found only where the plan has one resource of the type.
/// </summary>
sealed partial class PlanReferences(TerraformPlan plan)
{
    const int Deepest = 8;

    readonly Dictionary<(string Type, string Id), PlanResource> _byId = ById(plan);

    /// <summary>The one resource of a type that an attribute names; null: none is known.</summary>
    public PlanResource? One(
        PlanResource resource,
        JsonElement values,
        JsonElement expressions,
        string attribute,
        params IReadOnlyList<string> types
    )
    {
        if (values.Get(attribute).AsText() is { Length: > 0 } id)
        {
            return Known(id, types);
        }

        var found = Of(resource, expressions.Get(attribute), types).ToList();
        // The values of a map in for_each are not in a plan; its keys often are the names of what they hold.
        return found.Find(other => other.Key is not null && other.Key == resource.Key)
            ?? found.Find(other => other.Name == resource.Key)
            ?? found.FirstOrDefault();
    }

    public PlanResource? One(PlanResource resource, string attribute, params IReadOnlyList<string> types) =>
        One(resource, resource.Values, resource.Expressions, attribute, types);

    /// <summary>All resources of a type that an attribute with a list names.</summary>
    public IReadOnlyList<PlanResource> Many(
        PlanResource resource,
        JsonElement values,
        JsonElement expressions,
        string attribute,
        params IReadOnlyList<string> types
    )
    {
        var ids = values.Get(attribute).Texts().ToList();
        return ids.Count > 0
            ? ids.Select(id => Known(id, types)).OfType<PlanResource>().ToList()
            : Of(resource, expressions.Get(attribute), types).Distinct().ToList();
    }

    public IReadOnlyList<PlanResource> Many(PlanResource resource, string attribute, params IReadOnlyList<string> types) =>
        Many(resource, resource.Values, resource.Expressions, attribute, types);

    /// <summary>
    /// The resources that an attribute of an inline block names. A plan has one list of references for all blocks of a resource whose
    /// schema takes them as a value, such as the rules of a security group, so a block with an unknown value gets all of them.
    /// </summary>
    public IReadOnlyList<PlanResource> Inline(
        PlanResource resource,
        string list,
        JsonElement block,
        string attribute,
        params IReadOnlyList<string> types
    )
    {
        var value = block.Get(attribute);
        return value.ValueKind == JsonValueKind.Undefined ? Of(resource, resource.Expressions.Get(list), types).Distinct().ToList()
            : value.AsText() is { Length: > 0 } id ? (Known(id, types) is { } one ? [one] : [])
            : value.Texts().Select(text => Known(text, types)).OfType<PlanResource>().ToList();
    }

    List<PlanResource> Of(PlanResource resource, JsonElement expression, IReadOnlyList<string> types)
    {
        if (expression.ValueKind == JsonValueKind.Undefined)
        {
            return [];
        }

        var names = expression.Get("references").Texts().ToList();
        var found = Resolve(resource.Module, resource.Block, names, types, 0).Distinct().ToList();
        var isOneOfMany = names.Exists(name => name.StartsWith("each.", StringComparison.Ordinal) || name == "count.index");
        var own = isOneOfMany ? found.Where(other => other.Key is not null && other.Key == resource.Key).ToList() : [];
        if (own.Count > 0)
        {
            return own;
        }

        var only = names.Exists(name => name.StartsWith("local.", StringComparison.Ordinal)) ? plan.OfType(types).Take(2).ToList() : [];
        return found.Count > 0 ? found
            : only.Count == 1 ? only
            : isOneOfMany && Namesake(resource, types) is { } namesake ? [namesake]
            : found;
    }

    /// <summary>
    /// The values of a map in a local are hidden, but its keys often are the names of what they hold: <c>main["files"]</c> belongs to
    /// <c>files</c>, and <c>copy["files"]</c> to <c>files_copy</c> if there is one.
    /// </summary>
    PlanResource? Namesake(PlanResource resource, IReadOnlyList<string> types)
    {
        if (resource.Key is not { Length: > 0 } key)
        {
            return null;
        }

        var near = plan.OfType(types).Where(other => other.Module == resource.Module).ToList();
        return near.Find(other => other.Name == $"{key}_{resource.Name}" || other.Name == $"{resource.Name}_{key}")
            ?? near.Find(other => other.Name == key || other.Key == key);
    }

    IEnumerable<PlanResource> Resolve(string module, JsonElement block, IReadOnlyList<string> names, IReadOnlyList<string> types, int depth)
    {
        if (depth > Deepest)
        {
            yield break;
        }

        var exact = names.Where(name => ResourcePattern().Match(name).Groups["key"].Success).ToList();
        foreach (var name in names)
        {
            var found = name.Split('.', '[')[0] switch
            {
                "each" => Resolve(module, default, [.. block.Get("for_each_expression").Get("references").Texts()], types, depth + 1),
                "var" => OfVariable(module, name.Split('.', '[')[1], types, depth),
                "module" => OfOutput(module, name, types, depth),
                _ => OfResource(module, name, exact, types),
            };
            foreach (var resource in found)
            {
                yield return resource;
            }
        }
    }

    IEnumerable<PlanResource> OfResource(string module, string name, List<string> exact, IReadOnlyList<string> types)
    {
        if (ResourcePattern().Match(name) is not { Success: true } match || !types.Contains(match.Groups["type"].Value))
        {
            return [];
        }

        var key = match.Groups["key"];
        var head = $"{match.Groups["type"].Value}.{match.Groups["name"].Value}[";
        var isCoveredByExact = !key.Success && exact.Exists(other => other.Contains(head, StringComparison.Ordinal));
        return isCoveredByExact
            ? []
            : plan.Named(module, match.Groups["type"].Value, match.Groups["name"].Value)
                .Where(resource => !key.Success || resource.Key == key.Value.Trim('"'));
    }

    /// <summary>A module's variable is an argument of the call in the module above.</summary>
    IEnumerable<PlanResource> OfVariable(string module, string variable, IReadOnlyList<string> types, int depth)
    {
        var cut = module.LastIndexOf("module.", StringComparison.Ordinal);
        if (cut < 0)
        {
            return [];
        }

        var parent = module[..cut].TrimEnd('.');
        var call = plan.Module(parent).Get("module_calls").Get(module[(cut + "module.".Length)..]);
        return Resolve(parent, call, [.. call.Get("expressions").Get(variable).Get("references").Texts()], types, depth + 1);
    }

    IEnumerable<PlanResource> OfOutput(string module, string name, IReadOnlyList<string> types, int depth)
    {
        var parts = PlanAddress.WithoutKeys(name).Split('.');
        if (parts.Length < 3)
        {
            return [];
        }

        var path = module.Length == 0 ? $"module.{parts[1]}" : $"{module}.module.{parts[1]}";
        var output = plan.Module(path).Get("outputs").Get(parts[2]).Get("expression");
        return Resolve(path, default, [.. output.Get("references").Texts()], types, depth + 1);
    }

    PlanResource? Known(string id, IReadOnlyList<string> types) =>
        types.Select(type => _byId.GetValueOrDefault((type, id))).FirstOrDefault(resource => resource is not null);

    static Dictionary<(string, string), PlanResource> ById(TerraformPlan plan)
    {
        var found = new Dictionary<(string, string), PlanResource>();
        foreach (var resource in plan.Resources)
        {
            foreach (var attribute in (string[])["id", "arn", "name", "identifier", "allocation_id", "prefix_list_id"])
            {
                if (resource.Text(attribute) is { Length: > 0 } id)
                {
                    found.TryAdd((resource.Type, id), resource);
                }
            }
        }

        return found;
    }

    [GeneratedRegex("""^(?:data\.)?(?<type>[a-z][a-z0-9_]*)\.(?<name>[A-Za-z0-9_-]+)(?:\[(?<key>"[^"]*"|[0-9]+)\])?""")]
    private static partial Regex ResourcePattern();
}
