using Railhead.Model;

namespace Railhead.Aws;

/// <summary>Gateways, addresses, endpoints, load balancer, firewall.</summary>
static class NetworkCosts
{
    public static IEnumerable<CostLine> NatGateway(Meter meter, PlannedResource gateway) =>
        [
            meter.Line(gateway, "hours", meter.Hours, "nat.hour"),
            meter.Line(gateway, "data through it", meter.ShareOf(Usage.NatGb, gateway.Type), "nat.gb"),
        ];

    public static IEnumerable<CostLine> Address(Meter meter, PlannedResource address) =>
        [meter.Line(address, "public IPv4 address", meter.Hours, "address.hour")];

    public static IEnumerable<CostLine> Endpoint(Meter meter, PlannedResource endpoint) =>
        endpoint.Text("vpc_endpoint_type") != "Interface"
            ? []
            :
            [
                meter.Line(endpoint, "hours in each zone", meter.Hours * (endpoint.Count("subnet_ids") ?? meter.Zones), "endpoint.hour"),
                meter.Line(endpoint, "data through it", Share(meter), "endpoint.gb"),
            ];

    public static IEnumerable<CostLine> LoadBalancer(Meter meter, PlannedResource balancer) =>
        [
            meter.Line(balancer, "hours", meter.Hours, "alb.hour"),
            meter.Line(balancer, "capacity units", Capacity(meter) * meter.Hours, "alb.lcu"),
            .. balancer.IsOn("internal")
                ? Array.Empty<CostLine>()
                :
                [
                    meter.Line(
                        balancer,
                        "public IPv4 addresses, one in each zone",
                        meter.Hours * (balancer.Count("subnets") ?? meter.Zones),
                        "address.hour"
                    ),
                    meter.Line(balancer, "data to the Internet", meter.Usage[Usage.InternetGb], "transfer.internet.gb"),
                ],
        ];

    public static IEnumerable<CostLine> Firewall(Meter meter, PlannedResource firewall) =>
        [
            meter.Line(firewall, "web ACL", 1, "waf.acl"),
            meter.Line(firewall, "rules and rule groups", firewall.Blocks("rule").Count, "waf.rule"),
            meter.Line(firewall, "requests", meter.Usage[Usage.Requests] * (meter.Hours * 0.0036m), "waf.requests"),
        ];

    public static IEnumerable<CostLine> Zone(Meter meter, PlannedResource zone) =>
        [meter.Line(zone, "DNS zone, which is there already", 1, "dns.zone")];

    /// <summary>
    /// Load balancer capacity units: the largest of new connections (25 a second), data (1 GB an hour) and requests that rules look at.
    /// A browser sends about four requests over one connection.
    /// </summary>
    static CostRange Capacity(Meter meter) =>
        CostRange.Max(
            meter.Usage[Usage.Requests] * (1m / 4 / 25),
            new CostRange(
                meter.Usage[Usage.InternetGb].Low / meter.Hours.Low,
                meter.Usage[Usage.InternetGb].Expected / meter.Hours.Expected,
                meter.Usage[Usage.InternetGb].High / meter.Hours.High
            )
        );

    static CostRange Share(Meter meter)
    {
        var interfaces = meter.Resources.Count(resource =>
            resource.Type == "aws_vpc_endpoint" && resource.Text("vpc_endpoint_type") == "Interface"
        );
        return meter.Usage[Usage.EndpointGb] * (1m / Math.Max(1, interfaces));
    }
}
