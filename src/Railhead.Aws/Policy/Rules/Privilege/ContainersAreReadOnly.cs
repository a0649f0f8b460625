using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>containers-are-read-only</c>.</summary>
static class ContainersAreReadOnly
{
    public static PolicyRule Rule { get; } =
        new("RH6030", "containers-are-read-only", PolicyArea.Privilege, Severity.Warning)
        {
            Reason = "Somebody who gets into a container can change its programs.",
            Fix = "Set readonlyRootFilesystem = true, and mount volumes where the app writes.",
            Source = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-tasks-containers.html",
            Scanners = ["CKV_AWS_336"],
            Types = ["aws_ecs_task_definition"],
            Find = plan =>
                ContainerDefinitions
                    .Of(plan)
                    .Where(pair => !pair.Container["readonlyRootFilesystem"].IsTrue)
                    .Select(pair => pair.Task.Says($"{ContainerDefinitions.Name(pair.Container)} can change its own programs")),
        };
}
