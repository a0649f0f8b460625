using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>no-commands-in-tasks</c>.</summary>
static class NoCommandsInTasks
{
    public static PolicyRule Rule { get; } =
        new("RH6032", "no-commands-in-tasks", PolicyArea.Privilege, Severity.Warning)
        {
            Reason = "ECS Exec opens a shell in a running task to everybody who may call it.",
            Fix = "Set enable_execute_command = false in production, and start one-off tasks instead.",
            Source = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html",
            IsForProduction = true,
            Find = plan =>
                plan.Of("aws_ecs_service")
                    .That(service => service["enable_execute_command"] is { IsSet: true, IsTrue: true }, "ECS Exec is on"),
        };
}
