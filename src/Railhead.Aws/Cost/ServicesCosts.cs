using System.Globalization;
using System.Text.Json.Nodes;
using Railhead.Model;

namespace Railhead.Aws;

/// <summary>Tasks, their metrics and their images.</summary>
static class ServicesCosts
{
    /// <summary>GB of temporary storage that each task has without charge.</summary>
    const decimal FreeStorage = 20;

    /// <summary>
    /// Metrics of Container Insights for a cluster with one service and one task family. AWS documents which they are; the number differs
    /// with what the tasks use, so it is a guess.
    /// </summary>
    static readonly CostRange InsightsMetrics = new(18, 25, 32);

    public static IEnumerable<CostLine> Service(Meter meter, PlannedResource service)
    {
        if (Definition(meter) is not { } definition)
        {
            yield break;
        }

        var (cpus, memory) = Size(definition);
        var prefix = IsArm(definition) ? "fargate.arm" : "fargate";
        var spotPrefix = IsArm(definition) ? "fargate.spot.arm" : "fargate.spot";
        var (onDemand, spot) = Split(service, meter.Usage[Usage.Tasks]);
        var hours = onDemand * meter.Hours;
        yield return meter.Line(service, "vCPUs of tasks", hours * cpus, $"{prefix}.cpu");
        yield return meter.Line(service, "memory of tasks", hours * memory, $"{prefix}.memory");
        if (spot.High > 0)
        {
            yield return meter.Line(service, "vCPUs of tasks on Spot", spot * meter.Hours * cpus, $"{spotPrefix}.cpu");
            yield return meter.Line(service, "memory of tasks on Spot", spot * meter.Hours * memory, $"{spotPrefix}.memory");
        }

        var twice = meter.Usage[Usage.Tasks] * meter.Usage[Usage.Deployments] * meter.Usage[Usage.DoubleMinutes] * (1m / 60);
        yield return meter.Line(service, "vCPUs of new tasks beside the old ones", twice * cpus, $"{prefix}.cpu");
        yield return meter.Line(service, "memory of new tasks beside the old ones", twice * memory, $"{prefix}.memory");
        if (definition.Blocks("ephemeral_storage") is [var storage, ..])
        {
            var extra = Read(storage, "size_in_gib") - FreeStorage;
            yield return meter.Line(
                service,
                "temporary storage above 20 GB",
                meter.Usage[Usage.Tasks] * meter.Hours * extra,
                "fargate.storage"
            );
        }

        // AWS charges both directions.
        yield return meter.Line(service, "data between zones, both directions", meter.Usage[Usage.ZoneGb] * 2, "transfer.zone.gb");
    }

    public static IEnumerable<CostLine> Cluster(Meter meter, PlannedResource cluster)
    {
        if (cluster.Blocks("setting").Any(setting => setting["value"]?.GetValue<string>() is "enabled" or "enhanced"))
        {
            yield return meter.Line(cluster, "metrics of Container Insights", InsightsMetrics, "metric");
        }

        if (Definition(meter) is { } definition)
        {
            var (cpus, memory) = Size(definition);
            var prefix = IsArm(definition) ? "fargate.arm" : "fargate";
            var hours = meter.Usage[Usage.Deployments] * meter.Usage[Usage.ReleaseMinutes] * (1m / 60);
            yield return meter.Line(cluster, "vCPUs of tasks before a deployment", hours * cpus, $"{prefix}.cpu");
            yield return meter.Line(cluster, "memory of tasks before a deployment", hours * memory, $"{prefix}.memory");
        }
    }

    public static IEnumerable<CostLine> Repository(Meter meter, PlannedResource repository) =>
        [meter.Line(repository, "stored images", meter.Usage[Usage.ImageGb], "ecr.gb")];

    /// <summary>Tasks on demand and on Spot: the base first, then by weight.</summary>
    static (CostRange OnDemand, CostRange Spot) Split(PlannedResource service, CostRange tasks)
    {
        var providers = service.Blocks("capacity_provider_strategy");
        var spot = Weight(providers, true);
        var all = spot + Weight(providers, false);
        if (spot == 0 || all == 0)
        {
            return (tasks, CostRange.Exactly(0));
        }

        var first = providers.Where(provider => !IsSpot(provider)).Sum(provider => Read(provider, "base"));
        var share = spot / all;
        var onSpot = new CostRange(
            Math.Max(0, tasks.Low - first) * share,
            Math.Max(0, tasks.Expected - first) * share,
            Math.Max(0, tasks.High - first) * share
        );
        return (tasks + (onSpot * -1), onSpot);
    }

    static decimal Weight(IReadOnlyList<JsonObject> providers, bool isSpot) =>
        providers.Where(provider => IsSpot(provider) == isSpot).Sum(provider => Read(provider, "weight"));

    static bool IsSpot(JsonObject provider) => provider["capacity_provider"]?.GetValue<string>() == "FARGATE_SPOT";

    static decimal Read(JsonObject block, string name) =>
        block[name] is { } value ? decimal.Parse(value.ToJsonString(), CultureInfo.InvariantCulture) : 0;

    /// <summary>The definition of the app's tasks: the first, which later ones copy.</summary>
    static PlannedResource? Definition(Meter meter) =>
        meter.Resources.FirstOrDefault(resource => resource is { Type: "aws_ecs_task_definition", Name: "placeholder" })
        ?? meter.Resources.FirstOrDefault(resource => resource.Type == "aws_ecs_task_definition");

    static (decimal Cpus, decimal Memory) Size(PlannedResource definition) =>
        ((definition.Number("cpu") ?? 256) / 1024, (definition.Number("memory") ?? 512) / 1024);

    static bool IsArm(PlannedResource definition) =>
        definition.Blocks("runtime_platform") is [var platform, ..] && platform["cpu_architecture"]?.GetValue<string>() == "ARM64";
}
