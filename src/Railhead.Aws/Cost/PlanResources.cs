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
        var plan = TerraformPlan.Read(planJson);
        return new PlanResources([.. plan.Before.Select(Resource)], [.. plan.Resources.Where(one => !one.IsData).Select(Resource)]);

        PlannedResource Resource(PlanResource resource) =>
            new(
                resource.Address,
                resource.Type,
                resource.Text("region") ?? OfProvider(resource) ?? region,
                resource.Values.ValueKind == JsonValueKind.Object ? JsonObject.Create(resource.Values)! : []
            );

        string? OfProvider(PlanResource resource) =>
            plan
                .Providers.Get(resource.Block.Get("provider_config_key").AsText() ?? "aws")
                .Get("expressions")
                .Get("region")
                .Get("constant_value")
                .AsText();
    }
}
