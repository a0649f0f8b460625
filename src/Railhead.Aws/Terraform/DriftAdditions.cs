using System.Text.Json;

namespace Railhead.Aws;

/// <summary>
/// Things that somebody added to a resource of the configuration, such as a rule to a security group. The configuration writes them as
/// resources of their own, so they are no attribute that it knows; the resource's own list in AWS has them.
/// </summary>
static class DriftAdditions
{
    /// <param name="Parent">Type with the list.</param>
    /// <param name="Attribute">The list.</param>
    /// <param name="Child">Type of the resources that the configuration writes.</param>
    /// <param name="Owner">The child's attribute with the parent's id.</param>
    /// <param name="OfParent">The names of an element of the list.</param>
    /// <param name="OfChild">The name of a child, by the same rule.</param>
    sealed record Kind(
        string Parent,
        string Attribute,
        string Child,
        string Owner,
        Func<JsonElement, JsonElement, IEnumerable<string>> OfParent,
        Func<JsonElement, string?> OfChild
    );

    static readonly Kind[] Kinds =
    [
        new("aws_security_group", "ingress", "aws_vpc_security_group_ingress_rule", "security_group_id", Rules, Rule),
        new("aws_security_group", "egress", "aws_vpc_security_group_egress_rule", "security_group_id", Rules, Rule),
        new("aws_default_security_group", "ingress", "", "", Rules, Rule),
        new("aws_default_security_group", "egress", "", "", Rules, Rule),
        new("aws_network_acl", "ingress", "aws_network_acl_rule", "network_acl_id", Numbers, rule => NumberOf(rule, isEgress: false)),
        new("aws_network_acl", "egress", "aws_network_acl_rule", "network_acl_id", Numbers, rule => NumberOf(rule, isEgress: true)),
        new("aws_route_table", "route", "aws_route", "route_table_id", Routes, route => Text(route, "destination_cidr_block")),
        new("aws_iam_role", "managed_policy_arns", "aws_iam_role_policy_attachment", "role", Itself, policy => Text(policy, "policy_arn")),
        new("aws_iam_role", "inline_policy", "aws_iam_role_policy", "role", Names, policy => Text(policy, "name")),
    ];

    /// <param name="resources">The resources as they are in AWS now: address, type, values.</param>
    /// <param name="isWritten">Whether the configuration itself writes an attribute of an address.</param>
    public static IEnumerable<DriftedAttribute> Of(
        IReadOnlyList<(string Address, string Type, JsonElement Values)> resources,
        Func<string, string, bool> isWritten
    ) =>
        from kind in Kinds
        from parent in resources
        where parent.Type == kind.Parent && !isWritten(parent.Address, kind.Attribute)
        let known = resources
            .Where(child => child.Type == kind.Child && Text(child.Values, kind.Owner) == Text(parent.Values, "id"))
            .Select(child => kind.OfChild(child.Values))
            .ToHashSet()
        from added in parent.Values.Get(kind.Attribute).Items().SelectMany(element => kind.OfParent(parent.Values, element)).Distinct()
        where !known.Contains(added)
        select new DriftedAttribute(parent.Address, kind.Attribute, null, added, DriftOwners.Terraform);

    static IEnumerable<string> Itself(JsonElement parent, JsonElement element) => element.GetString() is { } text ? [text] : [];

    static IEnumerable<string> Names(JsonElement parent, JsonElement policy) => Text(policy, "name") is { Length: > 0 } name ? [name] : [];

    static IEnumerable<string> Numbers(JsonElement parent, JsonElement rule) =>
        Text(rule, "rule_no") is { } number ? [$"rule {number}"] : [];

    static string? NumberOf(JsonElement rule, bool isEgress) =>
        (Text(rule, "egress") == "true") == isEgress ? $"rule {Text(rule, "rule_number")}" : null;

    /// <summary>Endpoints of S3 add their routes themselves.</summary>
    static IEnumerable<string> Routes(JsonElement parent, JsonElement route) =>
        Text(route, "cidr_block") is { Length: > 0 } to && Text(route, "gateway_id")?.StartsWith("vpce-", StringComparison.Ordinal) != true
            ? [to]
            : [];

    static IEnumerable<string> Rules(JsonElement parent, JsonElement rule)
    {
        var ports = Ports(Text(rule, "protocol"), Text(rule, "from_port"), Text(rule, "to_port"));
        var others = (string[])["cidr_blocks", "ipv6_cidr_blocks", "prefix_list_ids", "security_groups"];
        var self = Text(rule, "self") == "true" ? new[] { Text(parent, "id") ?? "" } : [];
        return others
            .SelectMany(name => rule.Get(name).Items().Select(element => element.GetString() ?? ""))
            .Concat(self)
            .Select(other => $"{ports} {other}");
    }

    static string Rule(JsonElement rule)
    {
        var other =
            Text(rule, "cidr_ipv4")
            ?? Text(rule, "cidr_ipv6")
            ?? Text(rule, "prefix_list_id")
            ?? Text(rule, "referenced_security_group_id")?.Split('/')[^1]
            ?? "";
        return $"{Ports(Text(rule, "ip_protocol"), Text(rule, "from_port"), Text(rule, "to_port"))} {other}";
    }

    static string Ports(string? protocol, string? from, string? to) =>
        protocol is "-1" or null ? "all"
        : from == to ? $"{protocol} {from}"
        : $"{protocol} {from}-{to}";

    /// <summary>Null for what is missing or empty.</summary>
    static string? Text(JsonElement element, string name) =>
        element.Get(name) switch
        {
            { ValueKind: JsonValueKind.String } text when text.GetString()!.Length > 0 => text.GetString(),
            { ValueKind: JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False } value => value.GetRawText(),
            _ => null,
        };
}
