using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Railhead.Aws.Tests;

/// <summary>
/// A plan as Terraform writes it, from a short form: attributes by address. A text such as <c>${aws_s3_bucket.a.id}</c> is a reference
/// whose value only the apply knows.
/// </summary>
static partial class PlanText
{
    public static string Of(string resources)
    {
        var (planned, changes, configured) = (new JsonArray(), new JsonArray(), new JsonArray());
        foreach (var (address, attributes) in JsonNode.Parse(resources)!.AsObject())
        {
            var parts = address.Split('.', '[');
            var isData = parts[0] == "data";
            var (type, name) = (parts[isData ? 1 : 0], parts[isData ? 2 : 1]);
            var values = (JsonObject)Known(attributes!)!;
            var head = new JsonObject
            {
                ["address"] = address,
                ["mode"] = isData ? "data" : "managed",
                ["type"] = type,
                ["name"] = name,
            };
            if (KeyPattern().Match(address) is { Success: true } key)
            {
                head["index"] = key.Groups["key"].Value;
            }

            if (!isData)
            {
                planned.Add(With(head, ("values", values.DeepClone())));
            }

            changes.Add(
                With(
                    head,
                    (
                        "change",
                        new JsonObject
                        {
                            ["actions"] = new JsonArray(isData ? "read" : "create"),
                            ["after"] = values,
                            ["after_unknown"] = Unknown(attributes!) ?? new JsonObject(),
                        }
                    )
                )
            );
            configured.Add(
                new JsonObject
                {
                    ["address"] = $"{(isData ? "data." : "")}{type}.{name}",
                    ["type"] = type,
                    ["name"] = name,
                    ["expressions"] = new JsonObject(
                        attributes!.AsObject().Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)Written(entry.Key, entry.Value!)))
                    ),
                }
            );
        }

        return new JsonObject
        {
            ["format_version"] = "1.2",
            ["planned_values"] = new JsonObject { ["root_module"] = new JsonObject { ["resources"] = planned } },
            ["resource_changes"] = changes,
            ["configuration"] = new JsonObject { ["root_module"] = new JsonObject { ["resources"] = configured } },
        }.ToJsonString();
    }

    static JsonObject With(JsonObject head, (string Name, JsonNode Value) more)
    {
        var copy = (JsonObject)head.DeepClone();
        copy[more.Name] = more.Value;
        return copy;
    }

    /// <summary>Without what is not known.</summary>
    static JsonNode? Known(JsonNode node) =>
        node switch
        {
            JsonObject values => new JsonObject(
                values.Where(entry => !IsReference(entry.Value)).Select(entry => KeyValuePair.Create(entry.Key, Known(entry.Value!)))
            ),
            JsonArray list => new JsonArray([.. list.Where(entry => !IsReference(entry)).Select(entry => Known(entry!))]),
            _ => node.DeepClone(),
        };

    /// <summary>The marks of what is not known; null where everything is.</summary>
    static JsonNode? Unknown(JsonNode node) =>
        node switch
        {
            _ when IsReference(node) => JsonValue.Create(true),
            JsonObject values => new JsonObject(
                values.Select(entry => KeyValuePair.Create(entry.Key, Unknown(entry.Value!))).Where(entry => entry.Value is not null)
            ),
            JsonArray list => new JsonArray([.. list.Select(entry => Unknown(entry!) ?? JsonValue.Create(false))]),
            _ => null,
        };

    /// <summary>Blocks stand in a list, each with its expressions. These three are values although they are written as blocks.</summary>
    static JsonNode Written(string name, JsonNode node) =>
        node is JsonArray blocks
        && blocks.Count > 0
        && blocks.All(block => block is JsonObject)
        && name is not ("ingress" or "egress" or "route")
            ? new JsonArray([
                .. blocks.Select(block => new JsonObject(
                    block!.AsObject().Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)Written(entry.Key, entry.Value!)))
                )),
            ])
            : Expression(node);

    static JsonObject Expression(JsonNode node)
    {
        var references = ReferencePattern().Matches(node.ToJsonString()).Select(match => match.Groups["target"].Value).ToList();
        return references.Count == 0
            ? new JsonObject { ["constant_value"] = node.DeepClone() }
            : new JsonObject { ["references"] = new JsonArray([.. references.Select(reference => JsonValue.Create(reference))]) };
    }

    static bool IsReference(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<string>(out var text) && text.StartsWith("${", StringComparison.Ordinal);

    [GeneratedRegex("""\$\{(?<target>[^}]+)\}""")]
    private static partial Regex ReferencePattern();

    [GeneratedRegex("""\["(?<key>[^"]+)"\]$""")]
    private static partial Regex KeyPattern();
}
