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
        var service = answer.Get("services").Items().FirstOrDefault(one => one.Get("status").AsText() != "INACTIVE");
        if (service.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var primary = service
            .Get("taskSets")
            .Items()
            .Concat(service.Get("deployments").Items())
            .FirstOrDefault(one => one.Get("status").AsText() == "PRIMARY" && one.Get("taskDefinition").AsText() is not null);
        var definition = primary.Get("taskDefinition").AsText() ?? service.Get("taskDefinition").AsText();
        var network = primary.Get("networkConfiguration") is { ValueKind: JsonValueKind.Object } own
            ? own
            : service.Get("networkConfiguration");
        return definition is null || network.ValueKind != JsonValueKind.Object ? null : (definition, network.GetRawText());
    }

    /// <summary>The app's container in an answer of <c>describe-task-definition</c>.</summary>
    public static JsonElement AppOf(JsonElement answer) =>
        answer.Get("taskDefinition").Get("containerDefinitions").Items().FirstOrDefault(one => one.Get("name").AsText() == Container);

    /// <summary>Whether Terraform's placeholder still serves.</summary>
    public static bool IsPlaceholder(JsonElement app) => app.Get("image").AsText() is null or PlaceholderTask.Image;

    /// <summary>Log group and stream of a task's app container; null if its definition has no log.</summary>
    public static (string Group, string Stream)? LogOf(JsonElement app, string task)
    {
        var options = app.Get("logConfiguration").Get("options");
        return options.Get("awslogs-group").AsText() is { } group && options.Get("awslogs-stream-prefix").AsText() is { } prefix
            ? (group, $"{prefix}/{Container}/{task.Split('/')[^1]}")
            : null;
    }

    public static string Failures(JsonElement answer) =>
        string.Join(
            "; ",
            answer
                .Get("failures")
                .Items()
                .Select(failure => failure.Get("detail").AsText() ?? failure.Get("reason").AsText())
                .OfType<string>()
        );
}
