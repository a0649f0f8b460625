using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>service-follows-the-load</c>.</summary>
static class ServiceFollowsTheLoad
{
    public static PolicyRule Rule { get; } =
        new("RH6074", "service-follows-the-load", PolicyArea.Availability, Severity.Warning)
        {
            Reason = "The number of tasks stays the same when the load does not.",
            Fix = "Add an aws_appautoscaling_target and policies.",
            Source = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-auto-scaling.html",
            IsForProduction = true,
            Find = plan =>
                plan.Of("aws_appautoscaling_target").Any(target => target["service_namespace"].IsText("ecs"))
                    ? []
                    : plan.Of("aws_ecs_service")
                        .Where(service => service.Blocks("load_balancer").Count > 0)
                        .That(_ => true, "the service does not follow the load"),
        };
}
