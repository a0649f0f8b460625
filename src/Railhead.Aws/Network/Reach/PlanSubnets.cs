using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The VPCs and subnets of a plan.</summary>
sealed class PlanSubnets
{
    public static IReadOnlyList<string> Types { get; } = ["aws_subnet", "aws_default_subnet"];

    static readonly string[] Vpcs = ["aws_vpc", "aws_default_vpc"];

    readonly Dictionary<string, PacketSubnet> _subnets = new(StringComparer.Ordinal);

    public PlanSubnets(TerraformPlan plan, PlanReferences references, PlanRoutes routes, PlanAcls acls)
    {
        var vpcs = plan.OfType(Vpcs).ToDictionary(vpc => vpc.Address, vpc => Vpc(plan, references, vpc));
        foreach (var subnet in plan.OfType(Types))
        {
            if (AddressRange.TryParse(subnet.Text("cidr_block")) is not { } range)
            {
                continue;
            }

            var vpc = references.One(subnet, "vpc_id", Vpcs) is { } named ? vpcs[named.Address] : Unknown(plan, subnet.Text("vpc_id"));
            var zone = subnet.Text("availability_zone") ?? subnet.Key ?? subnet.Name;
            _subnets[subnet.Address] = new PacketSubnet(subnet.Address, vpc, zone, range, routes.Of(subnet), acls.Of(subnet));
        }
    }

    public IReadOnlyCollection<PacketSubnet> All => _subnets.Values;

    public PacketSubnet? Of(PlanResource subnet) => _subnets.GetValueOrDefault(subnet.Address);

    static PacketVpc Vpc(TerraformPlan plan, PlanReferences references, PlanResource vpc)
    {
        var more = plan.OfType("aws_vpc_ipv4_cidr_block_association")
            .Where(association => references.One(association, "vpc_id", Vpcs) == vpc)
            .Select(association => association.Text("cidr_block"));
        var hasGateway = plan.OfType("aws_internet_gateway", "aws_internet_gateway_attachment")
            .Any(gateway => references.One(gateway, "vpc_id", Vpcs) == vpc);
        return new PacketVpc(
            vpc.Address,
            [.. more.Prepend(vpc.Text("cidr_block")).Select(AddressRange.TryParse).OfType<AddressRange>()],
            hasGateway || vpc.Type == "aws_default_vpc"
        );
    }

    /// <summary>A VPC that the plan does not hold: its ranges are those of the subnets that it does.</summary>
    static PacketVpc Unknown(TerraformPlan plan, string? id) =>
        new(
            id ?? "the VPC",
            [.. plan.OfType(Types).Select(subnet => AddressRange.TryParse(subnet.Text("cidr_block"))).OfType<AddressRange>()],
            HasInternetGateway: true
        );
}
