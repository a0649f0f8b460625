using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>containers-are-contained</c>.</summary>
static class ContainersAreContained
{
    public static PolicyRule Rule { get; } =
        new("RH6029", "containers-are-contained", PolicyArea.Privilege, Severity.Error)
        {
            Reason = "A privileged container is root on its host.",
            Fix = "Leave privileged out.",
            Source = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-tasks-containers.html",
            Scanners = ["CKV_AWS_334"],
            Types = ["aws_ecs_task_definition"],
            Find = plan =>
                ContainerDefinitions
                    .Of(plan)
                    .Where(pair => pair.Container["privileged"] is { IsSet: true, IsTrue: true })
                    .Select(pair => pair.Task.Says($"{ContainerDefinitions.Name(pair.Container)} is privileged")),
        };
}
