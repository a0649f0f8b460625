namespace Railhead.Model;

/// <summary>The roles of the deployment flow.</summary>
internal static class PipelineRoles
{
    public static Role Build(RoleParts parts, Services services)
    {
        var scope = parts.Scope;
        var families = new[] { services.TaskDefinition.Family, services.ReleaseTask?.Family }.OfType<string>()
            .Select(f => scope.Arn("ecs", $"task-definition/{f}:*")).ToList();
        return parts.Role(RoleKeys.Build, "codebuild.amazonaws.com", parts.BuildArn,
        [
            RoleParts.RegistryLogin(),
            new(
                [
                    "ecr:BatchCheckLayerAvailability", "ecr:GetDownloadUrlForLayer", "ecr:BatchGetImage", "ecr:DescribeImages",
                    "ecr:DescribeImageScanFindings", "ecr:InitiateLayerUpload", "ecr:UploadLayerPart", "ecr:CompleteLayerUpload", "ecr:PutImage",
                ], parts.Repositories),
            parts.WriteLogs(LogGroups.Build),
            .. parts.UseArtifacts(),
            new(["ssm:GetParameter"], [scope.Arn("ssm", $"parameter/{scope.Path("task-definition")}")]),
            new(["ecs:RegisterTaskDefinition"], families),
            .. services.ReleaseTask is null ? [] : ReleaseStatements(parts, services.ReleaseTask),
            parts.PassTaskRoles(),
        ]);
    }

    public static Role Pipeline(RoleParts parts)
    {
        var scope = parts.Scope;
        return parts.Role(RoleKeys.Pipeline, "codepipeline.amazonaws.com", parts.PipelineArn,
        [
            .. parts.UseArtifacts(),
            new(["codeconnections:UseConnection", "codestar-connections:UseConnection"],
                [scope.Arn("codeconnections", "connection/*"), scope.Arn("codestar-connections", "connection/*")]),
            new(["codebuild:StartBuild", "codebuild:BatchGetBuilds"], [parts.BuildArn]),
            new(["codedeploy:CreateDeployment", "codedeploy:GetDeployment"], [scope.Arn("codedeploy", $"deploymentgroup:{scope.Base}/*")]),
            new(["codedeploy:GetApplication", "codedeploy:GetApplicationRevision", "codedeploy:RegisterApplicationRevision"],
                [scope.Arn("codedeploy", $"application:{scope.Base}")]),
            new(["codedeploy:GetDeploymentConfig"], [scope.Arn("codedeploy", "deploymentconfig:*")]),
            new(["ecs:RegisterTaskDefinition"], [scope.Arn("ecs", $"task-definition/{scope.Base}:*")]),
            parts.PassTaskRoles(),
        ]);
    }

    public static Role Deploy(RoleParts parts)
    {
        var scope = parts.Scope;
        var balancer = LoadBalancingCompiler.Name(scope);
        return parts.Role(RoleKeys.Deploy, "codedeploy.amazonaws.com", scope.Arn("codedeploy", $"deploymentgroup:{scope.Base}/*"),
            new Statement(["ecs:DescribeServices", "ecs:UpdateServicePrimaryTaskSet"], [parts.ServiceArn]),
            new Statement(["ecs:CreateTaskSet", "ecs:DeleteTaskSet"], [scope.Arn("ecs", $"task-set/{scope.Base}/*"), parts.ServiceArn]),
            new Statement(
                [
                    "elasticloadbalancing:DescribeTargetGroups", "elasticloadbalancing:DescribeListeners", "elasticloadbalancing:DescribeRules",
                    "elasticloadbalancing:DescribeLoadBalancers", "elasticloadbalancing:DescribeTargetHealth",
                ], ["*"])
            { Why = "Elastic Load Balancing knows no resource for reading" },
            new Statement(["elasticloadbalancing:ModifyListener"], [scope.Arn("elasticloadbalancing", $"listener/app/{balancer}/*")]),
            new Statement(["elasticloadbalancing:ModifyRule"], [scope.Arn("elasticloadbalancing", $"listener-rule/app/{balancer}/*")]),
            new Statement(["cloudwatch:DescribeAlarms"], ["*"]) { Why = "CodeDeploy asks for all alarms at once" },
            new Statement(["sns:Publish"], [scope.Arn("sns", scope.Name("alarms"))]),
            new Statement(["s3:GetObject", "s3:GetObjectVersion"], [parts.Objects(parts.Artifacts)]),
            parts.UseKey("data", "kms:Decrypt"),
            parts.PassTaskRoles());
    }

    static Statement[] ReleaseStatements(RoleParts parts, ReleaseTask release)
    {
        var inCluster = new Condition("ArnEquals", "ecs:cluster", [parts.ClusterArn]);
        return
        [
            new(["ecs:RunTask"], [parts.Scope.Arn("ecs", $"task-definition/{release.Family}:*")]) { Conditions = [inCluster] },
            new(["ecs:DescribeTasks", "ecs:StopTask"], [parts.Scope.Arn("ecs", $"task/{parts.Scope.Base}/*")]) { Conditions = [inCluster] },
        ];
    }
}
