using Railhead.Model;

namespace Railhead.Aws;

/// <summary>Events of ECS's own deployments. Source: "service deployment state change events" in ECS's guide.</summary>
static class EcsEventTexts
{
    public static EventText Failed(Architecture architecture) =>
        Of(
            architecture,
            "deployment_failed",
            "A deployment failed.",
            Hcl.Body($$"""eventName = ["SERVICE_DEPLOYMENT_FAILED"]"""),
            "failed. Traffic stays with the previous release, or returns to it.",
            null
        );

    public static EventText RolledBack(Architecture architecture) =>
        Of(
            architecture,
            "deployment_stopped",
            "A deployment is being taken back.",
            Hcl.Body(
                $$"""
                eventName = ["SERVICE_DEPLOYMENT_IN_PROGRESS"]
                reason    = [{ wildcard = "*rolling back*" }]
                """
            ),
            "is being taken back, after an alarm or because its tasks do not start. The previous release serves again.",
            "ECS reports a rollback as a deployment in progress; only the reason tells the two apart."
        );

    static EventText Of(Architecture architecture, string key, string description, HclBody detail, string said, string? why) =>
        new(
            key,
            description,
            Hcl.Body(
                $$"""
                source      = ["aws.ecs"]
                detail-type = ["ECS Deployment State Change"]
                resources   = [aws_ecs_service.main.id]
                detail = {
                  {{detail}}
                }
                """
            ),
            EventTexts.Values(("deployment", "$.detail.deploymentId"), ("reason", "$.detail.reason")),
            $"{EventTexts.Who(architecture)}: deployment <deployment> {said} <reason> {ConsoleLinks.Deployments(architecture)}",
            why
        );
}
