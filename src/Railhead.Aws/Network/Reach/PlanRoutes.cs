using System.Text.Json;
using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The route tables of a plan.</summary>
sealed class PlanRoutes(TerraformPlan plan, PlanReferences references, PlanPrefixLists lists)
{
    static readonly string[] Types = ["aws_route_table", "aws_default_route_table"];
    static readonly string[] Other =
    [
        "vpc_peering_connection_id",
        "transit_gateway_id",
        "network_interface_id",
        "vpc_endpoint_id",
        "local_gateway_id",
        "carrier_gateway_id",
        "core_network_arn",
        "egress_only_gateway_id",
    ];

    /// <summary>The table of a subnet; without an association, the main one of its VPC.</summary>
    public PacketRouteTable Of(PlanResource subnet)
    {
        var table =
            plan.OfType("aws_route_table_association")
                .Where(association => references.One(association, "subnet_id", PlanSubnets.Types) == subnet)
                .Select(association => references.One(association, "route_table_id", Types))
                .FirstOrDefault()
            ?? plan.OfType("aws_main_route_table_association")
                .Select(association => references.One(association, "route_table_id", Types))
                .FirstOrDefault()
            ?? plan.OfType("aws_default_route_table").FirstOrDefault();
        return table is null ? new PacketRouteTable("the VPC's main route table", []) : new PacketRouteTable(table.Address, Routes(table));
    }

    List<PacketRoute> Routes(PlanResource table) =>
        [
            .. table.Blocks("route").SelectMany(block => Route(table, $"{table.Address}, route", block, Written(table, block))),
            .. plan.OfType("aws_route")
                .Where(route => references.One(route, "route_table_id", Types) == table)
                .SelectMany(route => Route(route, route.Address, route.Values, route.Expressions)),
            .. plan.OfType("aws_vpc_endpoint").Where(endpoint => IsIn(endpoint, table)).Select(endpoint => new PacketRoute(
                endpoint.Address,
                PlanPrefixLists.Service(endpoint.Text("service_name")),
                HopKind.GatewayEndpoint,
                null
            )),
        ];

    bool IsIn(PlanResource endpoint, PlanResource table) =>
        PlanEndpoints.IsGateway(endpoint)
        && (
            references.Many(endpoint, "route_table_ids", Types).Contains(table)
            || plan.OfType("aws_vpc_endpoint_route_table_association")
                .Any(association =>
                    references.One(association, "vpc_endpoint_id", "aws_vpc_endpoint") == endpoint
                    && references.One(association, "route_table_id", Types) == table
                )
        );

    IEnumerable<PacketRoute> Route(PlanResource owner, string name, JsonElement values, JsonElement expressions)
    {
        var cidr = values.Get("destination_cidr_block").AsText() ?? values.Get("cidr_block").AsText();
        IEnumerable<AddressRange> ranges =
        [
            .. AddressRange.TryParse(cidr) is { } range ? [range] : Array.Empty<AddressRange>(),
            .. lists.Of(owner, values, expressions, "destination_prefix_list_id"),
        ];
        var (kind, target) = Hop(owner, values, expressions);
        return ranges.Select(destination => new PacketRoute($"{name}: {destination} to {target ?? Word(kind)}", destination, kind, target));
    }

    (HopKind Kind, string? Target) Hop(PlanResource owner, JsonElement values, JsonElement expressions)
    {
        if (Names("nat_gateway_id"))
        {
            var nat = references.One(owner, values, expressions, "nat_gateway_id", "aws_nat_gateway");
            return (HopKind.NatGateway, nat?.Address ?? values.Get("nat_gateway_id").AsText());
        }

        var gateway = values.Get("gateway_id").AsText();
        var isGateway =
            Names("gateway_id")
            && (
                gateway?.StartsWith("igw-", StringComparison.Ordinal)
                ?? references.One(owner, values, expressions, "gateway_id", "aws_internet_gateway") is not null
            );
        return isGateway && !Other.Any(Names) ? (HopKind.InternetGateway, null) : (HopKind.Other, null);

        bool Names(string attribute) =>
            values.Get(attribute).AsText() is { Length: > 0 } || expressions.Get(attribute).Get("references").Texts().Any();
    }

    /// <summary>The written block of a route inside a table: a set has no order, so the destination tells.</summary>
    static JsonElement Written(PlanResource table, JsonElement block)
    {
        var written = table.Expressions.Get("route").Items().ToList();
        var same = written.FindIndex(candidate =>
            candidate.Get("cidr_block").Get("constant_value").AsText() is { } cidr && cidr == block.Get("cidr_block").AsText()
        );
        return same >= 0 ? written[same]
            : written.Count == 1 ? written[0]
            : default;
    }

    static string Word(HopKind kind) => kind == HopKind.InternetGateway ? "the internet gateway" : "another hop";
}
