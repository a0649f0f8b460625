using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The events of AWS that people hear of, by the shapes that the services' guides give.</summary>
static class EventTexts
{
    public static EventText Of(Architecture architecture, NotifiedEvent notified) =>
        notified switch
        {
            NotifiedEvent.PipelineFailed => Pipeline(architecture),
            NotifiedEvent.DeploymentFailed => Deployment(
                architecture,
                "deployment_failed",
                "A deployment failed.",
                "FAILURE",
                "failed. Traffic stays with, or goes back to, what served before.",
                null
            ),
            NotifiedEvent.DeploymentRolledBack => Deployment(
                architecture,
                "deployment_stopped",
                "A deployment was stopped, by an alarm or by hand.",
                "STOP",
                "was stopped: by an alarm, and then CodeDeploy goes back to what served before, or by hand.",
                "CodeDeploy has no event for going back: what an alarm takes back is stopped first."
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
            "A run of the pipeline failed.",
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
            $"{Who(architecture)}: run <execution> of the pipeline failed. What serves is as it was. "
                + $"https://{Console(architecture)}/codesuite/codepipeline/pipelines/{architecture.Pipeline.Name}/view",
            "All but the first run, which AWS starts by itself, before anybody can have confirmed the connection to GitHub."
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
            $"{Who(architecture)}: deployment <deployment> {said} https://{Console(architecture)}/codesuite/codedeploy/deployments/<deployment>",
            why
        );

    static EventText Task(Architecture architecture) =>
        new(
            "task_stopped",
            "A task ended that nobody had stopped.",
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
            Values(("task", "$.detail.taskArn"), ("zone", "$.detail.availabilityZone"), ("reason", "$.detail.stoppedReason")),
            $"{Who(architecture)}: a task in <zone> stopped by itself: <reason>. ECS starts another. <task>",
            "The service's tasks only: a release command's task ends by itself each time. Ends of deployments, scaling and Spot are not unexpected."
        );

    static EventText Database(Architecture architecture) =>
        new(
            "database_event",
            "The database failed over, failed, or runs out of storage.",
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
                ("counts", "$.detail.finding-severity-counts")
            ),
            $"{Who(architecture)}: the scan of an image in <repository> found vulnerabilities: <counts>. Image <digest>",
            "Basic scanning. Critical findings stop the pipeline as well."
        );

    static EventText Threat(Architecture architecture) =>
        new(
            "threat_finding",
            "GuardDuty saw something that looks like an attack.",
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
            $"{Who(architecture)}: GuardDuty, severity <severity> of 10: <title> (<type>). https://{Console(architecture)}/guardduty/home#/findings?search=id%3D<id>",
            "Medium and worse, of this cluster and of whatever in the account is no cluster. GuardDuty is switched on in infrastructure/account."
        );

    static OrderedDictionary<string, string> Values(params ReadOnlySpan<(string Name, string Path)> values)
    {
        var result = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, path) in values)
        {
            result.Add(name, path);
        }

        return result;
    }

    static string Who(Architecture architecture) => $"{architecture.App} {architecture.Environment}";

    static string Console(Architecture architecture) =>
        Regions.Partition(architecture.Network.Region) switch
        {
            "aws-cn" => "console.amazonaws.cn",
            "aws-us-gov" => "console.amazonaws-us-gov.com",
            _ => $"{architecture.Network.Region}.console.aws.amazon.com",
        };
}
