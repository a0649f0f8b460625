using Railhead.Model;

namespace Railhead.Aws;

/// <summary>What the prices of a resource are computed from: the other resources, the use, the price table.</summary>
sealed record Meter(IReadOnlyList<PlannedResource> Resources, Assumptions Usage, PriceTable Prices, DateOnly Today)
{
    public CostRange Hours => Usage[Aws.Usage.Hours];

    /// <summary>The zones of the network; two where the plan has no subnets.</summary>
    public int Zones =>
        Resources.Where(resource => resource.Type == "aws_subnet").Select(subnet => subnet.Text("availability_zone")).Distinct().Count()
            is > 0
                and var zones
            ? zones
            : 2;

    /// <summary>Where most resources are.</summary>
    public string MainRegion => Resources[0].Region;

    public int CountOf(string type) => Resources.Count(resource => resource.Type == type);

    /// <summary>The share of one of several resources of a type: data through all NAT gateways is spread over them.</summary>
    public CostRange ShareOf(string usage, string type) => Usage[usage] * (1m / Math.Max(1, CountOf(type)));

    public CostLine Line(PlannedResource resource, string what, CostRange quantity, string price) =>
        new(resource.Address, what, quantity, Prices.Of(price, resource.Region));

    public CostLine Line(PlannedResource resource, string what, decimal quantity, string price) =>
        Line(resource, what, CostRange.Exactly(quantity), price);
}
