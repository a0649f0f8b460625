using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>service-takes-back-bad-deployments</c>.</summary>
static class ServiceTakesBackBadDeployments
{
    public static PolicyRule Rule { get; } =
        new("RH6073", "service-takes-back-bad-deployments", PolicyArea.Availability, Severity.Warning)
        {
            Reason = "A release whose tasks do not start is tried for ever.",
            Fix = "Set deployment_circuit_breaker { enable = true, rollback = true }, or auto_rollback_configuration of CodeDeploy.",
            Source = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html",
            Find = plan =>
                plan.Of("aws_ecs_service")
                    .Where(service => !service.Block("deployment_controller")["type"].IsText("CODE_DEPLOY", "EXTERNAL"))
                    .That(service => !service.Block("deployment_circuit_breaker")["rollback"].IsTrue, "nothing takes back a bad deployment")
                    .Concat(
                        plan.Of("aws_codedeploy_deployment_group")
                            .That(
                                group => !group.Block("auto_rollback_configuration")["enabled"].IsTrue,
                                "nothing takes back a bad deployment"
                            )
                    ),
        };
}
