using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>containers-write-logs</c>.</summary>
static class ContainersWriteLogs
{
    public static PolicyRule Rule { get; } =
        new("RH6082", "containers-write-logs", PolicyArea.Logging, Severity.Error)
        {
            Reason = "The output of a container without a log driver is lost.",
            Fix = "Add a logConfiguration, such as the driver awslogs.",
            Source = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html",
            Find = plan =>
                ContainerDefinitions
                    .Of(plan)
                    .Where(pair => pair.Container.Blocks("logConfiguration").Count == 0)
                    .Select(pair => pair.Task.Says($"the output of {ContainerDefinitions.Name(pair.Container)} is lost")),
        };
}
