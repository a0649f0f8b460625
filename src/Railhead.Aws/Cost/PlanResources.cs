using System.Text.Json;
using System.Text.Json.Nodes;
using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The resources of <c>terraform show -json PLAN</c>, before and after an apply.</summary>
/// <param name="Before">As the state has them.</param>
/// <param name="After">As the plan wants them; values that AWS decides are missing.</param>
public sealed record PlanResources(IReadOnlyList<PlannedResource> Before, IReadOnlyList<PlannedResource> After)
{
    /// <param name="planJson">Terraform's JSON, format 1.x.</param>
    /// <param name="region">Of the provider without an alias.</param>
    /// <exception cref="RailheadException">The text is not a plan.</exception>
    public static PlanResources Read(string planJson, string region)
    {
        var plan = Parse(planJson);
        var regions = ProviderRegions(plan["configuration"]);
        var providers = Providers(plan["configuration"]?["root_module"]);
        return new PlanResources(
            Of(plan["prior_state"]?["values"]?["root_module"]).ToList(),
            Of(plan["planned_values"]?["root_module"]).ToList()
        );

        IEnumerable<PlannedResource> Of(JsonNode? module) =>
            Array(module, "resources")
                .Where(resource => Text(resource, "mode") is null or "managed")
                .Select(Resource)
                .Concat(Array(module, "child_modules").SelectMany(Of));

        PlannedResource Resource(JsonNode resource)
        {
            var address = Text(resource, "address")!;
            var provider = providers.GetValueOrDefault(address.Split('[')[0], "aws");
            return new PlannedResource(
                address,
                Text(resource, "type")!,
                Text(resource["values"], "region") ?? regions.GetValueOrDefault(provider, region),
                resource["values"] as JsonObject ?? []
            );
        }
    }

    static JsonObject Parse(string planJson)
    {
        try
        {
            return JsonNode.Parse(planJson) is JsonObject plan && plan.ContainsKey("planned_values") ? plan : throw PlanErrors.NotAPlan();
        }
        catch (JsonException e)
        {
            throw PlanErrors.NotAPlan(e);
        }
    }

    /// <summary>Provider by the address of a resource, such as <c>aws.copy</c>.</summary>
    static Dictionary<string, string> Providers(JsonNode? module) =>
        Array(module, "resources")
            .Where(resource => Text(resource, "address") is not null)
            .GroupBy(resource => Text(resource, "address")!)
            .ToDictionary(group => group.Key, group => Text(group.First(), "provider_config_key") ?? "aws", StringComparer.Ordinal);

    static Dictionary<string, string> ProviderRegions(JsonNode? configuration)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, provider) in configuration?["provider_config"] as JsonObject ?? [])
        {
            if (Text(provider?["expressions"]?["region"], "constant_value") is { } region)
            {
                found[key] = region;
            }
        }

        return found;
    }

    static IEnumerable<JsonNode> Array(JsonNode? node, string name) => (node?[name] as JsonArray ?? []).OfType<JsonNode>();

    static string? Text(JsonNode? node, string name) =>
        node is JsonObject fields && fields[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
