using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>service-waits-for-slow-starts</c>.</summary>
static class ServiceWaitsForSlowStarts
{
    public static PolicyRule Rule { get; } =
        new("RH6075", "service-waits-for-slow-starts", PolicyArea.Availability, Severity.Warning)
        {
            Reason = "ECS ends a task that has not passed the load balancer's check in time, again and again.",
            Fix = "Set health_check_grace_period_seconds to the time that a start takes.",
            Source = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/load-balancer-healthcheck.html",
            Find = plan =>
                plan.Of("aws_ecs_service")
                    .Where(service => service.Blocks("load_balancer").Count > 0)
                    .That(
                        service => service["health_check_grace_period_seconds"] is { IsUnknown: false, Number: null or 0 },
                        "a slow start is ended by the health check"
                    ),
        };
}
