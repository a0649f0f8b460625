using System.Text.Json;
using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The route tables of a plan.</summary>
sealed class PlanRoutes(TerraformPlan plan, PlanReferences references, PlanPrefixLists lists)
{
    static readonly string[] Types = ["aws_route_table", "aws_default_route_table"];

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

    List<PacketRoute> Routes(PlanResource table)
    {
        var own = plan.OfType("aws_route")
            .Where(route => references.One(route, "route_table_id", Types) == table)
            .SelectMany(route => Route(route, route.Address, route.Values, isInline: false))
            .ToList();
        var inline =
            table.IsWritten("route") || own.Count == 0
                ? table.Blocks("route").SelectMany(block => Route(table, $"{table.Address}, route", block, isInline: true))
                : [];
        return
        [
            .. own,
            .. inline,
            .. plan.OfType("aws_vpc_endpoint")
                .Where(endpoint => IsIn(endpoint, table))
                .Select(endpoint => new PacketRoute(
                    endpoint.Address,
                    PlanPrefixLists.Service(endpoint.Text("service_name")),
                    HopKind.GatewayEndpoint,
                    null
                )),
        ];
    }

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

    IEnumerable<PacketRoute> Route(PlanResource owner, string name, JsonElement values, bool isInline)
    {
        var cidr = values.Get("destination_cidr_block").AsText() ?? values.Get("cidr_block").AsText();
        IEnumerable<AddressRange> ranges =
        [
            .. AddressRange.TryParse(cidr) is { } range ? [range] : Array.Empty<AddressRange>(),
            .. isInline ? [] : lists.Of(owner, values, owner.Expressions, "destination_prefix_list_id"),
        ];
        var (kind, target) = Hop(owner, values, isInline);
        return ranges.Select(destination => new PacketRoute($"{name}: {destination} to {target ?? Word(kind)}", destination, kind, target));
    }

    (HopKind Kind, string? Target) Hop(PlanResource owner, JsonElement values, bool isInline)
    {
        if (Find("nat_gateway_id", "aws_nat_gateway") is { } nat)
        {
            return (HopKind.NatGateway, nat.Address);
        }

        if (values.Get("nat_gateway_id").AsText() is { Length: > 0 } id)
        {
            return (HopKind.NatGateway, id);
        }

        var gateway = values.Get("gateway_id").AsText();
        var isGateway = gateway?.StartsWith("igw-", StringComparison.Ordinal) ?? Find("gateway_id", "aws_internet_gateway") is not null;
        return isGateway ? (HopKind.InternetGateway, null) : (HopKind.Other, null);

        PlanResource? Find(string attribute, string type) =>
            !isInline ? references.One(owner, attribute, type)
            : references.Inline(owner, "route", values, attribute, type) is [_, ..] found
                ? found.FirstOrDefault(one => one.Key is not null && one.Key == owner.Key) ?? found[0]
            : null;
    }

    static string Word(HopKind kind) => kind == HopKind.InternetGateway ? "the internet gateway" : "another hop";
}
