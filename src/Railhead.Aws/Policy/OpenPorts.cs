namespace Railhead.Aws;

/// <summary>The rules of security groups, in the three ways that Terraform writes them.</summary>
static class OpenPorts
{
    static readonly string[] Ranges = ["cidr_blocks", "ipv6_cidr_blocks", "cidr_ipv4", "cidr_ipv6"];

    /// <summary>The rules of one direction that are for the whole Internet: the resource, and its first and last port.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="isIngress">Whether to the group, or from it.</param>
    public static IEnumerable<(PolicyResource Resource, int From, int To, bool IsEveryProtocol)> ToEverybody(
        PolicyPlan plan,
        bool isIngress
    )
    {
        var direction = isIngress ? "ingress" : "egress";
        var inGroups = plan.Of("aws_security_group", "aws_default_security_group")
            .SelectMany(group => group.Blocks(direction).Select(rule => (group, rule)));
        var alone = plan.Of("aws_security_group_rule")
            .Where(rule => rule["type"].IsText(direction))
            .Concat(plan.Of($"aws_vpc_security_group_{direction}_rule"))
            .Select(rule => (rule, rule.All));
        return inGroups
            .Concat(alone)
            .Where(pair => IsEverybody(pair.Item2) && !IsControl(pair.Item2))
            .Select(pair =>
                (pair.Item1, Port(pair.Item2, "from_port", 0), Port(pair.Item2, "to_port", 65535), IsEveryProtocol(pair.Item2))
            );
    }

    static bool IsEverybody(PolicyBlock rule) =>
        Ranges.Any(name => rule[name].Texts.Any(range => range.EndsWith("/0", StringComparison.Ordinal)));

    // ICMP has types where TCP has ports.
    static bool IsControl(PolicyBlock rule) =>
        new[] { rule["protocol"], rule["ip_protocol"] }.Any(protocol => protocol.IsText("icmp", "icmpv6", "1", "58"));

    static bool IsEveryProtocol(PolicyBlock rule) => rule["protocol"].IsText("-1", "all") || rule["ip_protocol"].IsText("-1", "all");

    // Without a protocol the ports mean nothing: all are open.
    static int Port(PolicyBlock rule, string name, int otherwise) =>
        IsEveryProtocol(rule) ? otherwise
        : rule[name].Number is { } port && port >= 0 ? (int)port
        : otherwise;
}
