using System.Text.Json;

namespace Railhead.Aws;

/// <summary>
/// The resources of a plan as they will be: <c>terraform show -json PLAN</c> (format 1.x, documented as "JSON Output Format").
/// </summary>
sealed class TerraformPlan
{
    readonly Dictionary<string, JsonElement> _modules = new(StringComparer.Ordinal);
    readonly Dictionary<string, JsonElement> _unknown;
    readonly ILookup<(string Module, string Type, string Name), PlanResource> _byName;

    TerraformPlan(JsonElement root)
    {
        var configuration = root.Get("configuration").Get("root_module");
        ReadModules("", configuration);
        var blocks = new Dictionary<(string, string), JsonElement>();
        foreach (var (module, found) in _modules)
        {
            foreach (var block in found.Get("resources").Items())
            {
                blocks[(module, block.Get("address").AsText() ?? "")] = block;
            }
        }

        var changes = root.Get("resource_changes").Items().Where(change => change.Get("address").AsText() is not null).ToList();
        _unknown = changes
            .DistinctBy(change => change.Get("address").AsText())
            .ToDictionary(
                change => change.Get("address").AsText()!,
                change => change.Get("change").Get("after_unknown"),
                StringComparer.Ordinal
            );
        Resources =
        [
            .. Read(root.Get("planned_values").Get("root_module"), blocks, "managed"),
            .. Read(root.Get("prior_state").Get("values").Get("root_module"), blocks, "data"),
            .. changes
                .Where(change => change.Get("mode").AsText() == "data")
                .Select(change => Of(change, change.Get("module_address").AsText(), change.Get("change").Get("after"), blocks)),
        ];
        Before = [.. Read(root.Get("prior_state").Get("values").Get("root_module"), blocks, "managed")];
        Providers = root.Get("configuration").Get("provider_config");
        Variables = root.Get("variables");
        _byName = Resources.ToLookup(resource => (resource.Module, resource.Type, resource.Name));
    }

    /// <summary>Resources, the data sources that were read, and those that wait for the apply.</summary>
    public IReadOnlyList<PlanResource> Resources { get; }

    /// <summary>The resources as the state has them.</summary>
    public IReadOnlyList<PlanResource> Before { get; }

    /// <summary>The configuration of the providers, by key; undefined where there is none.</summary>
    public JsonElement Providers { get; }

    /// <summary>The values of the root module's variables, by name; undefined where there is none.</summary>
    public JsonElement Variables { get; }

    /// <exception cref="Railhead.Model.RailheadException">The text is not a plan.</exception>
    public static TerraformPlan Read(string json)
    {
        try
        {
            var root = JsonDocument.Parse(json).RootElement;
            return root.Get("planned_values").ValueKind == JsonValueKind.Object ? new TerraformPlan(root) : throw PlanErrors.NotAPlan();
        }
        catch (JsonException e)
        {
            throw PlanErrors.NotAPlan(e);
        }
    }

    public IEnumerable<PlanResource> OfType(params IReadOnlyList<string> types) =>
        Resources.Where(resource => types.Contains(resource.Type));

    /// <summary>The resources with a name in a module, of all keys.</summary>
    public IEnumerable<PlanResource> Named(string module, string type, string name) => _byName[(module, type, name)];

    /// <summary>The configuration of a module; undefined where there is none.</summary>
    public JsonElement Module(string path) => _modules.GetValueOrDefault(path);

    /// <summary>The folder of a module relative to the root module's; null when it comes from elsewhere, such as a registry.</summary>
    public string? Folder(string path)
    {
        var cut = path.LastIndexOf("module.", StringComparison.Ordinal);
        if (cut < 0)
        {
            return ".";
        }

        var parent = path[..cut].TrimEnd('.');
        var source = Module(parent).Get("module_calls").Get(path[(cut + "module.".Length)..]).Get("source").AsText();
        return source?.StartsWith('.') == true && Folder(parent) is { } above ? Path.Combine(above, source) : null;
    }

    void ReadModules(string path, JsonElement module)
    {
        _modules[path] = module;
        if (module.Get("module_calls") is not { ValueKind: JsonValueKind.Object } calls)
        {
            return;
        }

        foreach (var call in calls.EnumerateObject())
        {
            ReadModules(Join(path, $"module.{call.Name}"), call.Value.Get("module"));
        }
    }

    static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    IEnumerable<PlanResource> Read(JsonElement module, Dictionary<(string, string), JsonElement> blocks, string mode)
    {
        foreach (var resource in module.Get("resources").Items().Where(resource => resource.Get("mode").AsText() == mode))
        {
            yield return Of(resource, module.Get("address").AsText(), resource.Get("values"), blocks);
        }

        foreach (var resource in module.Get("child_modules").Items().SelectMany(child => Read(child, blocks, mode)))
        {
            yield return resource;
        }
    }

    PlanResource Of(JsonElement resource, string? module, JsonElement values, Dictionary<(string, string), JsonElement> blocks)
    {
        var path = PlanAddress.WithoutKeys(module ?? "");
        var (type, name) = (resource.Get("type").AsText()!, resource.Get("name").AsText()!);
        var key = resource.Get("index");
        var address = resource.Get("address").AsText()!;
        var block = PlanAddress.WithoutKeys(address)[(path.Length == 0 ? 0 : path.Length + 1)..];
        return new PlanResource(
            address,
            path,
            type,
            name,
            key.ValueKind == JsonValueKind.Undefined ? null : key.ToString(),
            resource.Get("mode").AsText() == "data",
            values,
            _unknown.GetValueOrDefault(address),
            blocks.GetValueOrDefault((path, block))
        );
    }
}
