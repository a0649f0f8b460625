using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Railhead.Model;

/// <summary>
/// The JSON Schema of railhead.yaml, for editors and other tools: as strict as <c>railhead check</c> about keys, types, ranges and forms.
/// Rules between values stay with <c>check</c>, and so do spellings: a validator sees the number 10 where the file says <c>1e1</c>.
/// </summary>
public static class BlueprintSchema
{
    const string Environment = "environment";

    public static string Json()
    {
        var buffer = new ArrayBufferWriter<byte>();
        var options = new JsonWriterOptions
        {
            Indented = true,
            NewLine = "\n",
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        using (var writer = new Utf8JsonWriter(buffer, options))
        {
            Root().WriteTo(writer);
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    static JsonObject Root()
    {
        var root = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = BlueprintFile.Name,
            ["description"] = "Blueprint of an app: what Railhead runs on this machine and compiles to Terraform for AWS.",
            ["type"] = "object",
        };
        AddKeys(root, "");
        root["allOf"] = new JsonArray([.. RequiredKeys.Rules()]);
        root["$defs"] = new JsonObject { [Environment] = EnvironmentSchema() };
        return root;
    }

    /// <summary>The same keys as at the top, less those that only the top may have.</summary>
    static JsonObject EnvironmentSchema()
    {
        var properties = new JsonObject();
        foreach (var name in KeyTree.In("").Where(name => KeyTree.OnlyAtTop(name) is null))
        {
            properties[name] = new JsonObject { ["$ref"] = $"#/properties/{name}" };
        }
        return new JsonObject
        {
            ["type"] = new JsonArray("object", "null"),
            ["properties"] = properties,
            ["additionalProperties"] = false,
        };
    }

    static void AddKeys(JsonObject schema, string pattern)
    {
        if (KeyTree.FindNamed(pattern) is { } names)
        {
            schema["propertyNames"] = Names(names);
            schema["additionalProperties"] =
                names == EnvironmentKeys.Environments
                    ? new JsonObject { ["$ref"] = $"#/$defs/{Environment}" }
                    : Of(KeyTree.Join(pattern, "*"));
            return;
        }
        var properties = new JsonObject();
        foreach (var name in KeyTree.In(pattern))
        {
            properties[name] = Of(KeyTree.Join(pattern, name));
        }
        schema["properties"] = properties;
        schema["additionalProperties"] = false;
    }

    /// <summary>The schema of one path: of a value, a mapping, or either.</summary>
    static JsonObject Of(string pattern)
    {
        var value = KeyTree.Find(pattern);
        var mapping = KeyTree.IsMapping(pattern) || KeyTree.FindNamed(pattern) is not null;
        if (value is null)
        {
            var schema = Described(KeyTree.FindNamed(pattern));
            schema["type"] = new JsonArray("object", "null");
            AddKeys(schema, pattern);
            return schema;
        }
        var described = Described(value);
        if (!value.IsRequired && value.TryDefault(Tier.Development, out var usual))
        {
            described["default"] = usual;
        }
        else if (value.RequiredExample is { } example)
        {
            described["examples"] = new JsonArray(Example(example));
        }
        var keywords = value.Schema();
        if (!mapping)
        {
            foreach (var (name, keyword) in keywords)
            {
                described[name] = keyword?.DeepClone();
            }
            return described;
        }
        var alternative = new JsonObject { ["type"] = "object" };
        AddKeys(alternative, pattern);
        if (value.IsChoice)
        {
            alternative["minProperties"] = 1;
            alternative["maxProperties"] = 1;
        }
        if (value.Choices is { } choices)
        {
            alternative["anyOf"] = new JsonArray([
                .. choices.Select(names => new JsonObject
                {
                    ["required"] = new JsonArray([.. names.Select(name => JsonValue.Create(name))]),
                    ["maxProperties"] = names.Count,
                }),
            ]);
        }
        described["anyOf"] = new JsonArray(keywords, alternative);
        return described;
    }

    static JsonObject Described(Key? key) => key is null ? [] : new JsonObject { ["description"] = KeyText.Of(key) };

    static JsonObject Names(NamedMapping names)
    {
        var patterns = names.Rules.Select(rule => new JsonObject
        {
            ["pattern"] = rule.Pattern.ToString().Replace("\\z", "$", StringComparison.Ordinal),
        });
        return names.Rules.Count == 1 ? patterns.Single() : new JsonObject { ["allOf"] = new JsonArray([.. patterns]) };
    }

    /// <summary>The value of <c>key: value</c>.</summary>
    static JsonNode Example(string yaml)
    {
        var value = yaml[(yaml.IndexOf(": ", StringComparison.Ordinal) + 2)..].Trim('"');
        return int.TryParse(value, out var number) ? number : value;
    }
}
