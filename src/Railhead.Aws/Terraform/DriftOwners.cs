using System.Text.Json;

namespace Railhead.Aws;

/// <summary>
/// The attributes whose value others decide after the first apply: the table of <c>docs/aws/ownership.md</c>. Their changes are no drift.
/// </summary>
static class DriftOwners
{
    public const string Terraform = "Terraform";

    public const string CodeDeploy = "CodeDeploy",
        Ecs = "ECS",
        Pipeline = "the pipeline",
        Scaling = "auto scaling",
        Schedules = "the schedules",
        Database = "RDS",
        Rotation = "the rotation",
        Aws = "AWS";

    /// <param name="type">Of the resource.</param>
    /// <param name="attribute">At the top level.</param>
    /// <param name="was">The resource at the last apply.</param>
    /// <param name="now">The resource now.</param>
    /// <param name="hasSchedules">Whether schedules change the bounds of scaling.</param>
    /// <returns>The owner of this change.</returns>
    public static string Of(string type, string attribute, JsonElement was, JsonElement now, bool hasSchedules) =>
        (type, attribute) switch
        {
            ("aws_ecs_service", "task_definition") when IsNative(now) => Pipeline,
            ("aws_ecs_service", "task_definition" or "load_balancer" or "network_configuration" or "capacity_provider_strategy")
                when !IsNative(now) => CodeDeploy,
            ("aws_ecs_service", "desired_count") => Scaling,
            ("aws_appautoscaling_target", "min_capacity" or "max_capacity") when hasSchedules => Schedules,
            ("aws_lb_listener", "default_action") when IsForward(was, attribute) && IsForward(now, attribute) => CodeDeploy,
            ("aws_lb_listener_rule", "action") when IsForward(was, attribute) && IsForward(now, attribute) => Ecs,
            ("aws_db_instance", "allocated_storage") when Number(now, attribute) > Number(was, attribute) => Database,
            ("aws_db_instance", "engine_version") when Major(was) == Major(now) => Database,
            ("aws_db_instance", "availability_zone" or "final_snapshot_identifier") => Database,
            ("aws_secretsmanager_secret_version", _) => Rotation,
            ("aws_db_instance", "engine_lifecycle_support") => Aws,
            ("aws_guardduty_detector_feature", "additional_configuration") => Aws,
            ("aws_codestarconnections_connection", "connection_status") => Aws,
            _ => Terraform,
        };

    /// <summary>Whether ECS itself deploys.</summary>
    static bool IsNative(JsonElement service) =>
        service.Get("deployment_controller").Items().Any(controller => controller.Get("type").AsText() == "ECS");

    /// <summary>
    /// A deployment exchanges the target group or its weight. An action that does something else was changed by a person.
    /// </summary>
    static bool IsForward(JsonElement listener, string attribute) =>
        listener.TryGetProperty(attribute, out var actions)
        && actions.ValueKind == JsonValueKind.Array
        && actions.EnumerateArray().All(action => action.TryGetProperty("type", out var type) && type.GetString() == "forward");

    static decimal Number(JsonElement resource, string attribute) =>
        resource.TryGetProperty(attribute, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDecimal() : 0;

    static string? Major(JsonElement database) =>
        database.TryGetProperty("engine_version", out var version) ? version.GetString()?.Split('.')[0] : null;
}
