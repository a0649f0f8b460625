using System.Text.Json;
using System.Text.Json.Nodes;
using Railhead.Model;

namespace Railhead.Aws;

/// <summary>A one-off command as ECS takes it: pure functions over ECS's answers.</summary>
static class OneOffCommand
{
    /// <summary>Characters of all overrides of a task. Source: TaskOverride in the API reference of ECS.</summary>
    public const int Limit = 8192;

    public const string Container = "app";

    /// <summary>
    /// The overrides of a task that runs a command in the app's container, with the same preparation as the app: the definition's entry
    /// point is a shell, which gets the words as arguments and never as text.
    /// </summary>
    /// <exception cref="RailheadException">The command is too long.</exception>
    public static string Overrides(Architecture architecture, IReadOnlyList<string> words)
    {
        var script = $"{TaskContainers.Preparation(architecture)}exec \"$@\"";
        var text = new JsonObject
        {
            ["containerOverrides"] = new JsonArray(
                new JsonObject
                {
                    ["name"] = Container,
                    ["command"] = new JsonArray([script, "run", .. words.Select(JsonNode? (word) => word)]),
                }
            ),
        }.ToJsonString();
        return text.Length <= Limit ? text : throw OneOffErrors.TooLong(text.Length);
    }

    /// <summary>What serves: task definition and network of the service's primary task set, as CodeDeploy has left it.</summary>
    /// <param name="answer">Of <c>describe-services</c>.</param>
    /// <returns>Null if there is no service.</returns>
    public static (string Definition, string Network)? Serving(JsonElement answer)
    {
        var service = Elements(answer, "services").FirstOrDefault(one => Text(one, "status") != "INACTIVE");
        if (service.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var primary = Elements(service, "taskSets")
            .Concat(Elements(service, "deployments"))
            .FirstOrDefault(one => Text(one, "status") == "PRIMARY" && Text(one, "taskDefinition") is not null);
        var definition = Text(primary, "taskDefinition") ?? Text(service, "taskDefinition");
        var network = Property(primary, "networkConfiguration") is { ValueKind: JsonValueKind.Object } own
            ? own
            : Property(service, "networkConfiguration");
        return definition is null || network.ValueKind != JsonValueKind.Object ? null : (definition, network.GetRawText());
    }

    /// <summary>The app's container in an answer of <c>describe-task-definition</c>.</summary>
    public static JsonElement AppOf(JsonElement answer) =>
        Elements(Property(answer, "taskDefinition"), "containerDefinitions").FirstOrDefault(one => Text(one, "name") == Container);

    /// <summary>Whether Terraform's placeholder still serves.</summary>
    public static bool IsPlaceholder(JsonElement app) => Text(app, "image") is null or PlaceholderTask.Image;

    /// <summary>Log group and stream of a task's app container; null if its definition has no log.</summary>
    public static (string Group, string Stream)? LogOf(JsonElement app, string task)
    {
        var options = Property(Property(app, "logConfiguration"), "options");
        return Text(options, "awslogs-group") is { } group && Text(options, "awslogs-stream-prefix") is { } prefix
            ? (group, $"{prefix}/{Container}/{task.Split('/')[^1]}")
            : null;
    }

    public static string Failures(JsonElement answer) =>
        string.Join(
            "; ",
            Elements(answer, "failures").Select(failure => Text(failure, "detail") ?? Text(failure, "reason")).OfType<string>()
        );

    public static JsonElement Property(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : default;

    public static string? Text(JsonElement element, string name) =>
        Property(element, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    public static IEnumerable<JsonElement> Elements(JsonElement element, string name) =>
        Property(element, name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];
}
