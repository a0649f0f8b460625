using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>tasks-are-private</c>.</summary>
static class TasksArePrivate
{
    public static PolicyRule Rule { get; } =
        new("RH6043", "tasks-are-private", PolicyArea.Exposure, Severity.Warning)
        {
            Reason = "Tasks with public addresses can be reached beside the load balancer.",
            Fix = "Put them into private subnets, with a NAT gateway or endpoints, and set assign_public_ip = false.",
            Source = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html",
            Scanners = ["CKV_AWS_333"],
            Types = ["aws_ecs_service"],
            Find = plan =>
                plan.Of("aws_ecs_service")
                    .That(
                        service => service.Block("network_configuration")["assign_public_ip"] is { IsSet: true, IsTrue: true },
                        "tasks get public addresses"
                    ),
        };
}
