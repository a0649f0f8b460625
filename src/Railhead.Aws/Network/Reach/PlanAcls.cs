using System.Text.Json;
using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The network ACLs of a plan.</summary>
sealed class PlanAcls(TerraformPlan plan, PlanReferences references)
{
    static readonly string[] Types = ["aws_network_acl", "aws_default_network_acl"];

    readonly Dictionary<string, PacketAcl> _bySubnet = BySubnet(plan, references);

    /// <summary>The ACL of a subnet. AWS's own, where the plan names none, allows everything.</summary>
    public PacketAcl Of(PlanResource subnet) =>
        _bySubnet.GetValueOrDefault(subnet.Address)
        ?? plan.OfType("aws_default_network_acl").Select(acl => Read(plan, references, acl)).FirstOrDefault()
        ?? AwsDefault;

    static PacketAcl AwsDefault { get; } =
        new(
            "the VPC's default network ACL",
            [
                new AclEntry(
                    "the VPC's default network ACL, ingress rule 100",
                    100,
                    Direction.Ingress,
                    true,
                    PacketMatch.All,
                    AddressRange.All
                ),
                new AclEntry(
                    "the VPC's default network ACL, egress rule 100",
                    100,
                    Direction.Egress,
                    true,
                    PacketMatch.All,
                    AddressRange.All
                ),
            ]
        );

    static Dictionary<string, PacketAcl> BySubnet(TerraformPlan plan, PlanReferences references)
    {
        var found = new Dictionary<string, PacketAcl>(StringComparer.Ordinal);
        foreach (var acl in plan.OfType(Types))
        {
            var read = Read(plan, references, acl);
            foreach (var subnet in references.Many(acl, "subnet_ids", PlanSubnets.Types))
            {
                found[subnet.Address] = read;
            }
        }

        foreach (var association in plan.OfType("aws_network_acl_association"))
        {
            if (
                references.One(association, "subnet_id", PlanSubnets.Types) is { } subnet
                && references.One(association, "network_acl_id", Types) is { } acl
            )
            {
                found[subnet.Address] = Read(plan, references, acl);
            }
        }

        return found;
    }

    static PacketAcl Read(TerraformPlan plan, PlanReferences references, PlanResource acl)
    {
        var own = plan.OfType("aws_network_acl_rule")
            .Where(rule => references.One(rule, "network_acl_id", Types) == acl)
            .SelectMany(rule =>
                Entry(
                    rule.Address,
                    rule.Number("rule_number"),
                    rule.IsTrue("egress") ? Direction.Egress : Direction.Ingress,
                    rule.Text("rule_action"),
                    rule.Values
                )
            )
            .ToList();
        return new PacketAcl(acl.Address, [.. own, .. InlineOf("ingress", Direction.Ingress), .. InlineOf("egress", Direction.Egress)]);

        IEnumerable<AclEntry> InlineOf(string word, Direction direction) =>
            acl.IsWritten(word) || !own.Exists(entry => entry.Direction == direction)
                ? acl.Blocks(word).SelectMany(block => Inline(acl, block, direction))
                : [];
    }

    static IEnumerable<AclEntry> Inline(PlanResource acl, JsonElement block, Direction direction) =>
        Entry(
            $"{acl.Address}, {(direction == Direction.Ingress ? "ingress" : "egress")}",
            block.Get("rule_no").AsNumber(),
            direction,
            block.Get("action").AsText(),
            block
        );

    /// <summary>None for a rule about IPv6.</summary>
    static IEnumerable<AclEntry> Entry(string name, int? number, Direction direction, string? action, JsonElement values)
    {
        if (AddressRange.TryParse(values.Get("cidr_block").AsText()) is not { } range)
        {
            yield break;
        }

        var match = PlanProtocol.Match(
            values.Get("protocol").AsText(),
            values.Get("from_port").AsNumber(),
            values.Get("to_port").AsNumber()
        );
        if (match.Protocol == PacketProtocol.Icmp)
        {
            match = new PacketMatch(
                PacketProtocol.Icmp,
                values.Get("icmp_type").AsNumber() ?? -1,
                values.Get("icmp_code").AsNumber() ?? -1
            );
        }

        yield return new AclEntry($"{name}, rule {number}", number ?? 0, direction, action == "allow", match, range);
    }
}
