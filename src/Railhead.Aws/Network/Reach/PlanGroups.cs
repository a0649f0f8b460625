using System.Text.Json;
using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The security groups of a plan, with the rules that stand in them and in resources of their own.</summary>
sealed class PlanGroups
{
    static readonly string[] Types = ["aws_security_group", "aws_default_security_group"];

    readonly TerraformPlan _plan;
    readonly PlanReferences _references;
    readonly PlanPrefixLists _lists;
    readonly Dictionary<string, List<GroupEntry>> _entries;
    readonly Dictionary<string, PacketGroup> _groups;

    public PlanGroups(TerraformPlan plan, PlanReferences references, PlanPrefixLists lists)
    {
        (_plan, _references, _lists) = (plan, references, lists);
        var all = plan.OfType(Types).ToList();
        _entries = all.ToDictionary(group => group.Address, _ => new List<GroupEntry>());
        _groups = all.ToDictionary(group => group.Address, group => new PacketGroup(group.Address, _entries[group.Address]));
        foreach (var rule in plan.OfType("aws_security_group_rule"))
        {
            ReadRule(rule);
        }

        ReadNewRules("aws_vpc_security_group_ingress_rule", Direction.Ingress);
        ReadNewRules("aws_vpc_security_group_egress_rule", Direction.Egress);
        foreach (var group in all)
        {
            ReadInline(group, Direction.Ingress);
            ReadInline(group, Direction.Egress);
        }
    }

    /// <summary>The groups that an attribute names; where it names none, AWS takes the default group of the VPC.</summary>
    public IReadOnlyList<PacketGroup> Of(PlanResource resource, JsonElement values, JsonElement expressions, string attribute)
    {
        var named = _references.Many(resource, values, expressions, attribute, Types);
        if (named.Count == 0)
        {
            named = [.. _plan.OfType("aws_default_security_group").Take(1)];
        }

        return named.Count > 0 ? [.. named.Select(group => _groups[group.Address])] : [DefaultGroup];
    }

    public IReadOnlyList<PacketGroup> Of(PlanResource resource, string attribute) =>
        Of(resource, resource.Values, resource.Expressions, attribute);

    /// <summary>As AWS makes it with a VPC: its members reach each other and everything else.</summary>
    static PacketGroup DefaultGroup { get; } =
        new(
            "the VPC's default security group",
            [
                new GroupEntry("default ingress rule", Direction.Ingress, PacketMatch.All, [], "the VPC's default security group"),
                new GroupEntry("default egress rule", Direction.Egress, PacketMatch.All, [AddressRange.All], null),
            ]
        );

    void ReadInline(PlanResource group, Direction direction)
    {
        var word = direction == Direction.Ingress ? "ingress" : "egress";
        if (!group.IsWritten(word) && _entries[group.Address].Exists(entry => entry.Direction == direction))
        {
            return;
        }

        foreach (var block in group.Blocks(word))
        {
            Add(group, new Rule($"{group.Address}, {word} block", direction, Match(block, "protocol"), block, default, group.Address));
            var named = _references.Inline(group, word, block, "security_groups", Types);
            _entries[group.Address]
                .AddRange(
                    named.Select(other => new GroupEntry(
                        $"{group.Address}, {word} block",
                        direction,
                        Match(block, "protocol"),
                        [],
                        other.Address
                    ))
                );
        }
    }

    void ReadRule(PlanResource rule)
    {
        if (_references.One(rule, "security_group_id", Types) is { } group)
        {
            var direction = rule.Text("type") == "egress" ? Direction.Egress : Direction.Ingress;
            Add(rule, new Rule(rule.Address, direction, Match(rule.Values, "protocol"), rule.Values, rule.Expressions, group.Address));
        }
    }

    void ReadNewRules(string type, Direction direction)
    {
        foreach (var rule in _plan.OfType(type))
        {
            if (_references.One(rule, "security_group_id", Types) is { } group)
            {
                Add(
                    rule,
                    new Rule(rule.Address, direction, Match(rule.Values, "ip_protocol"), rule.Values, rule.Expressions, group.Address)
                );
            }
        }
    }

    void Add(PlanResource owner, Rule rule)
    {
        var (values, expressions) = (rule.Values, rule.Expressions);
        List<AddressRange> ranges =
        [
            .. values
                .Get("cidr_blocks")
                .Texts()
                .Append(values.Get("cidr_ipv4").AsText())
                .Select(AddressRange.TryParse)
                .OfType<AddressRange>(),
            .. _lists.Of(owner, values, expressions, "prefix_list_ids"),
            .. _lists.Of(owner, values, expressions, "prefix_list_id"),
        ];
        if (ranges.Count > 0)
        {
            _entries[rule.Group].Add(new GroupEntry(rule.Name, rule.Direction, rule.Packets, ranges, null));
        }

        IEnumerable<string?> groups =
        [
            _references.One(owner, values, expressions, "referenced_security_group_id", Types)?.Address,
            _references.One(owner, values, expressions, "source_security_group_id", Types)?.Address,
            values.Get("self").ValueKind == JsonValueKind.True ? rule.Group : null,
        ];
        _entries[rule.Group]
            .AddRange(
                groups.OfType<string>().Distinct().Select(other => new GroupEntry(rule.Name, rule.Direction, rule.Packets, [], other))
            );
    }

    static PacketMatch Match(JsonElement values, string protocol) =>
        PlanProtocol.Match(values.Get(protocol).AsText(), values.Get("from_port").AsNumber(), values.Get("to_port").AsNumber());

    sealed record Rule(string Name, Direction Direction, PacketMatch Packets, JsonElement Values, JsonElement Expressions, string Group);
}
