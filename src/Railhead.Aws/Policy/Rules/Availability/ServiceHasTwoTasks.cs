using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>service-has-two-tasks</c>.</summary>
static class ServiceHasTwoTasks
{
    public static PolicyRule Rule { get; } =
        new("RH6072", "service-has-two-tasks", PolicyArea.Availability, Severity.Warning)
        {
            Reason = "With one task, the end of a task or of its zone is an outage.",
            Fix = "Run two tasks or more in two zones: desired_count, and min_capacity of the scaling target.",
            Source = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-options.html",
            IsForProduction = true,
            Find = plan =>
                plan.Of("aws_ecs_service")
                    .Where(service => !service["scheduling_strategy"].IsText("DAEMON") && service.Blocks("load_balancer").Count > 0)
                    .That(
                        service =>
                            service["desired_count"].Number is < 2
                            && !plan.Of("aws_appautoscaling_target").Any(target => target["min_capacity"].Number is null or >= 2),
                        "one task serves alone"
                    ),
        };
}
