using System.Text.Json;
using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The addresses of prefix lists: AWS's own of its gateway endpoints, and lists that the plan manages.</summary>
sealed class PlanPrefixLists(TerraformPlan plan, PlanReferences references)
{
    static readonly string[] Types = ["aws_vpc_endpoint", "aws_prefix_list", "aws_ec2_managed_prefix_list"];

    public IEnumerable<AddressRange> Of(PlanResource owner, JsonElement values, JsonElement expressions, string attribute)
    {
        var lists =
            (IReadOnlyList<PlanResource>)(
                values.Get(attribute).ValueKind == JsonValueKind.Array || attribute.EndsWith('s')
                    ? references.Many(owner, values, expressions, attribute, Types)
                : references.One(owner, values, expressions, attribute, Types) is { } one ? [one]
                : []
            );
        return lists.SelectMany(Ranges);
    }

    /// <summary>Addresses that stand for a service with a gateway endpoint.</summary>
    public static AddressRange Service(string? serviceName) =>
        serviceName?.EndsWith(".s3", StringComparison.Ordinal) == true ? PacketNetwork.StoreRange : PacketNetwork.TableRange;

    IEnumerable<AddressRange> Ranges(PlanResource list)
    {
        if (list.Type == "aws_vpc_endpoint")
        {
            return [Service(list.Text("service_name"))];
        }

        if (list.Text("name")?.StartsWith("com.amazonaws.", StringComparison.Ordinal) == true)
        {
            return [Service(list.Text("name"))];
        }

        var entries = plan.OfType("aws_ec2_managed_prefix_list_entry")
            .Where(entry => references.One(entry, "prefix_list_id", Types) == list)
            .Select(entry => entry.Text("cidr"));
        return
        [
            .. list.Blocks("entry")
                .Concat(list.Blocks("entries"))
                .Select(entry => entry.Get("cidr").AsText())
                .Concat(entries)
                .Select(AddressRange.TryParse)
                .OfType<AddressRange>(),
        ];
    }
}
