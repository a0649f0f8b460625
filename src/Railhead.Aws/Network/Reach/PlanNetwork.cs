using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The network of a Terraform plan as packets will meet it, also of Terraform by others.</summary>
public static class PlanNetwork
{
    /// <param name="planJson">The output of <c>terraform show -json PLAN</c>.</param>
    /// <exception cref="RailheadException">The text is not a plan.</exception>
    public static PacketNetwork Read(string planJson) => Of(TerraformPlan.Read(planJson));

    internal static PacketNetwork Of(TerraformPlan plan)
    {
        var references = new PlanReferences(plan);
        var lists = new PlanPrefixLists(plan, references);
        var subnets = new PlanSubnets(plan, references, new PlanRoutes(plan, references, lists), new PlanAcls(plan, references));
        var nats = plan.OfType("aws_nat_gateway")
            .Where(nat => nat.Text("connectivity_type") != "private")
            .Select((nat, i) => (Nat: nat, Subnet: references.One(nat, "subnet_id", PlanSubnets.Types), Number: i))
            .Where(found => found.Subnet is not null && subnets.Of(found.Subnet) is not null)
            .Select(found => new PacketNat(found.Nat.Address, subnets.Of(found.Subnet!)!, PublicAddresses.Nat(found.Number)));
        var places = new PlanPlaces(plan, references, subnets, new PlanGroups(plan, references, lists));
        return new PacketNetwork([.. nats], [.. places.All()]);
    }
}
