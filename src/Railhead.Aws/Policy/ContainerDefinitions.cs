using System.Text.Json;

namespace Railhead.Aws;

/// <summary>The containers of a plan's task definitions, where the plan knows their text.</summary>
static class ContainerDefinitions
{
    public static IEnumerable<(PolicyResource Task, PolicyBlock Container)> Of(PolicyPlan plan) =>
        plan.Of("aws_ecs_task_definition").SelectMany(task => Of(task).Select(container => (task, container)));

    public static IEnumerable<PolicyBlock> Of(PolicyResource task) => Read(task["container_definitions"].Text);

    /// <summary>The name of a container, for a message.</summary>
    public static string Name(PolicyBlock container) => $"container \"{container["name"].Text}\"";

    static IEnumerable<PolicyBlock> Read(string? text)
    {
        if (text is null)
        {
            return [];
        }

        try
        {
            var root = JsonDocument.Parse(text).RootElement;
            return root.ValueKind == JsonValueKind.Array
                ? root.EnumerateArray().Select(container => new PolicyBlock(container, default))
                : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
