using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The monthly cost of a set of resources: a pure function of resources, prices and assumptions.</summary>
/// <param name="Lines">In the order of the resources.</param>
/// <param name="Assumptions">The use that the lines assume.</param>
/// <param name="NotPriced">Addresses of resources whose type is neither priced nor known to cost nothing.</param>
public sealed record Bill(IReadOnlyList<CostLine> Lines, IReadOnlyList<Assumption> Assumptions, IReadOnlyList<string> NotPriced)
{
    public CostRange Month => CostRange.Sum(Lines.Select(line => line.Month));

    public static Bill Of(IReadOnlyList<PlannedResource> resources, Assumptions usage, PriceTable prices, DateOnly today)
    {
        var meter = new Meter(resources, usage, prices, today);
        return new Bill(
            resources
                .SelectMany(resource => PricedTypes.All.TryGetValue(resource.Type, out var price) ? price(meter, resource) : [])
                .ToList(),
            usage.All,
            resources
                .Where(resource => !PricedTypes.All.ContainsKey(resource.Type) && !FreeTypes.All.ContainsKey(resource.Type))
                .Select(resource => resource.Address)
                .ToList()
        );
    }

    /// <summary>The bill of an environment as synth writes it, with its part in the account's shared resources.</summary>
    public static Bill Of(Architecture architecture, IReadOnlyDictionary<string, decimal> set, PriceTable prices, DateOnly today) =>
        Of(ArchitectureResources.Of(architecture), architecture.Tier, set, prices, today);

    /// <summary>The bill of a plan's resources.</summary>
    public static Bill Of(
        IReadOnlyList<PlannedResource> resources,
        Tier tier,
        IReadOnlyDictionary<string, decimal> set,
        PriceTable prices,
        DateOnly today
    ) => Of(resources, new Assumptions(tier, resources, set), prices, today);
}
