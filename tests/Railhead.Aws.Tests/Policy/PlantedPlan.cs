using System.Text.Json.Nodes;

namespace Railhead.Aws.Tests;

/// <summary>A plan in which a test changes what it says of resources, as another text of the Terraform would.</summary>
sealed class PlantedPlan(string json)
{
    readonly JsonNode _root = JsonNode.Parse(json)!;

    public string Json => _root.ToJsonString();

    /// <summary>Sets a value. The path leads through objects and lists: <c>logging_config.0.enabled</c>; null deletes.</summary>
    public PlantedPlan Set(string address, string path, JsonNode? value)
    {
        Change(address, resource => Write(resource, path.Split('.'), value));
        return this;
    }

    /// <summary>Replaces a part of a text, which must be in it.</summary>
    public PlantedPlan Replace(string address, string attribute, string text, string instead)
    {
        Change(
            address,
            resource =>
            {
                var old = (string)resource[attribute]!;
                Assert.Contains(text, old, StringComparison.Ordinal);
                resource[attribute] = old.Replace(text, instead, StringComparison.Ordinal);
            }
        );
        return this;
    }

    /// <summary>Takes a resource away.</summary>
    public PlantedPlan Remove(string address)
    {
        var parts = Lists().SelectMany(list => list.Where(one => (string?)one!["address"] == address).ToList()).ToList();
        Assert.NotEmpty(parts);
        foreach (var part in parts)
        {
            part!.Parent!.AsArray().Remove(part);
        }

        return this;
    }

    /// <summary>Adds a resource by its known values.</summary>
    public PlantedPlan Add(string address, JsonObject values)
    {
        var one = JsonNode.Parse(PlanText.Of(new JsonObject { [address] = values }.ToJsonString()))!;
        foreach (var path in (string[])["planned_values.root_module.resources", "resource_changes", "configuration.root_module.resources"])
        {
            var list = At(_root, path.Split('.'))!.AsArray();
            list.Add(At(one, path.Split('.'))!.AsArray()[0]!.DeepClone());
        }

        return this;
    }

    /// <summary>Takes the statement with an action away from a policy document.</summary>
    public PlantedPlan RemoveStatement(string document, string action) => ChangeStatements(document, action, _ => null);

    /// <summary>Takes one action away from the statements of a policy document.</summary>
    public PlantedPlan RemoveAction(string document, string action) =>
        ChangeStatements(
            document,
            action,
            statement =>
            {
                var actions = statement["actions"]!.AsArray();
                actions.Remove(actions.Single(one => (string?)one == action));
                return actions.Count == 0 ? null : statement;
            }
        );

    /// <summary>Changes the statement with an action.</summary>
    public PlantedPlan ChangeStatements(string document, string action, Func<JsonObject, JsonObject?> change)
    {
        var found = 0;
        foreach (var resource in Resources(document))
        {
            var known = (resource["values"] ?? resource["change"]?["after"])!["statement"]!.AsArray();
            var unknown = resource["change"]?["after_unknown"]?["statement"] as JsonArray;
            for (var i = known.Count - 1; i >= 0; i--)
            {
                var statement = known[i]!.AsObject();
                if (statement["actions"] is not JsonArray actions || !actions.Any(one => (string?)one == action))
                {
                    continue;
                }

                found++;
                if (change(statement) is null)
                {
                    known.RemoveAt(i);
                    unknown?.RemoveAt(i);
                }
            }
        }

        Assert.True(found > 0, $"{document} has no statement with {action}.");
        return this;
    }

    void Change(string address, Action<JsonObject> change)
    {
        var resources = Resources(address).ToList();
        Assert.NotEmpty(resources);
        foreach (var resource in resources)
        {
            change((resource["values"] ?? resource["change"]?["after"])!.AsObject());
        }
    }

    IEnumerable<JsonObject> Resources(string address) =>
        Lists()
            .SelectMany(list => list)
            .Select(one => one!.AsObject())
            .Where(one => (string?)one["address"] == address && (one["values"] ?? one["change"]?["after"]) is JsonObject);

    IEnumerable<JsonArray> Lists() =>
        (
            (string[])
                [
                    "planned_values.root_module.resources",
                    "prior_state.values.root_module.resources",
                    "resource_changes",
                    "configuration.root_module.resources",
                ]
        )
            .Select(path => At(_root, path.Split('.')))
            .OfType<JsonArray>();

    static JsonNode? At(JsonNode? node, IEnumerable<string> path) => path.Aggregate(node, Step);

    static JsonNode? Step(JsonNode? node, string name) => int.TryParse(name, out var index) ? node?[index] : node?[name];

    static void Write(JsonObject values, string[] path, JsonNode? value)
    {
        var holder = At(values, path[..^1])!;
        if (value is null)
        {
            holder.AsObject().Remove(path[^1]);
        }
        else if (holder is JsonArray list)
        {
            list[int.Parse(path[^1], System.Globalization.CultureInfo.InvariantCulture)] = value.DeepClone();
        }
        else
        {
            holder[path[^1]] = value.DeepClone();
        }
    }
}
