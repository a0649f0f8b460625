using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The AWS events that people are notified of, with the fields that the services' guides document.</summary>
static class EventTexts
{
    public static EventText Of(Architecture architecture, NotifiedEvent notified) =>
        notified switch
        {
            NotifiedEvent.PipelineFailed => Pipeline(architecture),
            NotifiedEvent.DeploymentFailed when architecture.Pipeline.Engine == DeploymentEngine.Ecs => EcsEventTexts.Failed(architecture),
            NotifiedEvent.DeploymentRolledBack when architecture.Pipeline.Engine == DeploymentEngine.Ecs => EcsEventTexts.RolledBack(
                architecture
            ),
            NotifiedEvent.DeploymentFailed => Deployment(
                architecture,
                "deployment_failed",
                "A deployment failed.",
                "FAILURE",
                "failed. Traffic stays with the previous release, or returns to it.",
                null
            ),
            NotifiedEvent.DeploymentRolledBack => Deployment(
                architecture,
                "deployment_stopped",
                "A deployment was stopped by an alarm or by hand.",
                "STOP",
                "was stopped, by an alarm or by hand. After an alarm, CodeDeploy rolls back to the previous release.",
                "CodeDeploy has no event for a rollback: a deployment that an alarm rolls back is stopped first."
            ),
            NotifiedEvent.TaskStoppedUnexpectedly => Task(architecture),
            NotifiedEvent.DatabaseFailover => Database(architecture),
            NotifiedEvent.ImageFinding => Image(architecture),
            NotifiedEvent.ThreatFinding => Threat(architecture),
            _ => throw new InvalidOperationException($"event {notified}"),
        };

    static EventText Pipeline(Architecture architecture) =>
        new(
            "pipeline_failed",
            "A pipeline execution failed.",
            Hcl.Body(
                $$"""
                source      = ["aws.codepipeline"]
                detail-type = ["CodePipeline Pipeline Execution State Change"]
                detail = {
                  pipeline = [{{architecture.Pipeline.Name}}]
                  state    = ["FAILED"]
                  execution-trigger = {
                    trigger-type = [{ anything-but = ["CreatePipeline"] }, { exists = false }]
                  }
                }
                """
            ),
            Values(("execution", "$.detail.execution-id")),
            $"{Who(architecture)}: pipeline execution <execution> failed. The previous release keeps serving. "
                + $"{ConsoleLinks.Pipeline(architecture)}",
            "Ignores the first execution, which AWS starts itself before anybody can confirm the connection to GitHub."
        );

    static EventText Deployment(Architecture architecture, string key, string description, string state, string said, string? why) =>
        new(
            key,
            description,
            Hcl.Body(
                $$"""
                source      = ["aws.codedeploy"]
                detail-type = ["CodeDeploy Deployment State-change Notification"]
                detail = {
                  application = [{{architecture.Pipeline.Name}}]
                  state       = [{{state}}]
                }
                """
            ),
            Values(("deployment", "$.detail.deploymentId")),
            $"{Who(architecture)}: deployment <deployment> {said} {ConsoleLinks.Deployment(architecture, "<deployment>")}",
            why
        );

    static EventText Task(Architecture architecture) =>
        new(
            "task_stopped",
            "A task stopped unexpectedly.",
            Hcl.Body(
                $$"""
                source      = ["aws.ecs"]
                detail-type = ["ECS Task State Change"]
                detail = {
                  clusterArn = [aws_ecs_cluster.main.arn]
                  group      = [{{$"service:{architecture.Services.Name}"}}]
                  lastStatus = ["STOPPED"]
                  "$or" = [
                    { stopCode = ["EssentialContainerExited", "TaskFailedToStart"] },
                    { stoppedReason = [{ prefix = "Task failed" }] },
                  ]
                }
                """
            ),
            Values(),
            "",
            "Only the service's tasks: the task of a release command always ends by itself. Deployments, scaling and Spot "
                + "interruptions are expected."
        );

    static EventText Database(Architecture architecture) =>
        new(
            "database_event",
            "The database failed over, failed, or is running out of storage.",
            Hcl.Body(
                $$"""
                source      = ["aws.rds"]
                detail-type = ["RDS DB Instance Event"]
                detail = {
                  SourceIdentifier = {{architecture.Database!.ReplicaIdentifiers.Prepend(architecture.Database.Identifier)}}
                  EventCategories  = ["failover", "failure", "low storage"]
                }
                """
            ),
            Values(("database", "$.detail.SourceIdentifier"), ("message", "$.detail.Message")),
            $"{Who(architecture)}: database <database>: <message>"
        );

    static EventText Image(Architecture architecture) =>
        new(
            "image_finding",
            "A scan found a serious vulnerability in an image.",
            Hcl.Body(
                $$"""
                source      = ["aws.ecr"]
                detail-type = ["ECR Image Scan"]
                detail = {
                  repository-name = {{architecture.Services.Repositories.Select(repository => repository.Name)}}
                  scan-status     = ["COMPLETE"]
                  "$or" = [
                    { finding-severity-counts = { CRITICAL = [{ numeric = [">", 0] }] } },
                    { finding-severity-counts = { HIGH = [{ numeric = [">", 0] }] } },
                  ]
                }
                """
            ),
            Values(
                ("repository", "$.detail.repository-name"),
                ("digest", "$.detail.image-digest"),
                ("critical", "$.detail.finding-severity-counts.CRITICAL"),
                ("high", "$.detail.finding-severity-counts.HIGH")
            ),
            $"{Who(architecture)}: the scan of an image in <repository> found vulnerabilities (critical: <critical>, high: <high>). Image: <digest>",
            "For basic scanning. Critical findings also stop the pipeline. A severity without findings has no count, and is empty in the "
                + "message."
        );

    static EventText Threat(Architecture architecture) =>
        new(
            "threat_finding",
            "GuardDuty reported a possible attack.",
            Hcl.Body(
                $$"""
                source      = ["aws.guardduty"]
                detail-type = ["GuardDuty Finding"]
                detail = {
                  severity = [{ numeric = [">=", 4] }]
                  resource = {
                    ecsClusterDetails = {
                      name = [aws_ecs_cluster.main.name, { exists = false }]
                    }
                  }
                }
                """
            ),
            Values(("type", "$.detail.type"), ("severity", "$.detail.severity"), ("title", "$.detail.title"), ("id", "$.detail.id")),
            $"{Who(architecture)}: GuardDuty finding, severity <severity> of 10: <title> (<type>). "
                + $"{ConsoleLinks.Finding(architecture, "<id>")}",
            "Medium severity and higher, for this cluster and for resources that are not ECS clusters. infrastructure/account "
                + "enables GuardDuty."
        );

    internal static OrderedDictionary<string, string> Values(params ReadOnlySpan<(string Name, string Path)> values)
    {
        var result = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, path) in values)
        {
            result.Add(name, path);
        }

        return result;
    }

    internal static string Who(Architecture architecture) => $"{architecture.App} {architecture.Environment}";
}
