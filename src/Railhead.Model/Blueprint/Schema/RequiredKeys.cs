using System.Text.Json.Nodes;

namespace Railhead.Model;

/// <summary>
/// The required keys in the schema. The top of the file gives them, or each environment does. A key below a name of the user's may come
/// from both, so the schema refuses only where it is missing in any case.
/// </summary>
static class RequiredKeys
{
    public static IEnumerable<JsonNode> Rules() => [.. Top(), .. BlueprintKeys.All.OfType<NamedMapping>().SelectMany(Below)];

    static IEnumerable<JsonNode> Top() =>
        KeyTree
            .RequiredIn("")
            .Select(key =>
                key.OnlyAtTop is not null
                    ? Requires(key.Path)
                    : new JsonObject { ["if"] = EachEnvironment(Requires(key.Path)), ["else"] = Requires(key.Path) }
            );

    static IEnumerable<JsonNode> Below(NamedMapping names)
    {
        var pattern = KeyTree.Join(names.Path, "*");
        if (names == EnvironmentKeys.Environments || !KeyTree.IsMapping(pattern) || !KeyTree.RequiredIn(pattern).Any())
        {
            return [];
        }
        return
        [
            new JsonObject { ["if"] = EachEnvironment(Written(names)), ["else"] = Complete(names, pattern) },
            new JsonObject { ["if"] = Written(names), ["else"] = Environments(Complete(names, pattern)) },
        ];
    }

    /// <summary>There are environments, and all of them are so.</summary>
    static JsonObject EachEnvironment(JsonObject schema)
    {
        var environments = Environments(schema);
        environments["required"] = new JsonArray(EnvironmentKeys.Environments.Path);
        var mapping = environments["properties"]![EnvironmentKeys.Environments.Path]!;
        mapping["type"] = "object";
        mapping["minProperties"] = 1;
        return environments;
    }

    static JsonObject Environments(JsonObject each) =>
        new()
        {
            ["properties"] = new JsonObject { [EnvironmentKeys.Environments.Path] = new JsonObject { ["additionalProperties"] = each } },
        };

    static JsonObject Requires(params IEnumerable<string> names) =>
        new() { ["type"] = "object", ["required"] = new JsonArray([.. names.Select(name => JsonValue.Create(name))]) };

    /// <summary>The mapping has a name in it.</summary>
    static JsonObject Written(NamedMapping names) =>
        At(names, new JsonObject { ["type"] = "object", ["minProperties"] = 1 }, name => Requires(name));

    /// <summary>Each name in the mapping has all that is required of it.</summary>
    static JsonObject Complete(NamedMapping names, string pattern) =>
        At(
            names,
            new JsonObject
            {
                ["additionalProperties"] = Requires(KeyTree.RequiredIn(pattern).Select(key => key.Path[(pattern.Length + 1)..])),
            },
            _ => []
        );

    /// <summary>The schema of what stands at a path.</summary>
    /// <param name="names">Its path.</param>
    /// <param name="schema">What stands there.</param>
    /// <param name="mapping">Further keywords for each mapping on the way, from the name that leads on.</param>
    static JsonObject At(NamedMapping names, JsonObject schema, Func<string, JsonObject> mapping) =>
        names
            .Path.Split('.')
            .Reverse()
            .Aggregate(
                schema,
                (inner, name) =>
                {
                    var outer = mapping(name);
                    outer["properties"] = new JsonObject { [name] = inner };
                    return outer;
                }
            );
}
