namespace Railhead.Model;

/// <summary>The roles of the deployment flow.</summary>
static class PipelineRoles
{
    /// <summary>
    /// Builds, pushes, reads what the scan found, and fills in the task definition's template. It runs nothing in the cluster.
    /// </summary>
    public static Role Build(RoleParts parts, DeploymentEngine engine, Secrets secrets, Database? database, Promotion? from)
    {
        var scope = parts.Scope;
        var custom = parts.SecretsOf(secrets.All.Where(s => s.Origin == SecretOrigin.User));
        return parts.Role(
            RoleKeys.Build,
            "codebuild.amazonaws.com",
            parts.BuildArn,
            [
                RoleParts.RegistryLogin(),
                RoleParts.PublicRegistryLogin(),
                new(
                    [
                        "ecr:BatchCheckLayerAvailability",
                        "ecr:GetDownloadUrlForLayer",
                        "ecr:BatchGetImage",
                        "ecr:DescribeImages",
                        "ecr:DescribeImageScanFindings",
                        "ecr:InitiateLayerUpload",
                        "ecr:UploadLayerPart",
                        "ecr:CompleteLayerUpload",
                        "ecr:PutImage",
                    ],
                    [.. parts.Repositories, .. database is null ? [] : new[] { parts.RoleRepository(database) }]
                ),
                parts.WriteLogs(LogGroups.Build),
                .. parts.UseArtifacts(writes: true),
                new(["ssm:GetParameter"], parts.Parameters(engine)),
                // With enhanced scanning, ECR answers with Amazon Inspector's findings (image-scanning-enhanced-iam.html in ECR's guide).
                new(["inspector2:ListCoverage", "inspector2:ListFindings"], ["*"]) { Why = "the actions do not support resources" },
                // Whether a secret has a value, and never which.
                .. custom.Count == 0 ? [] : new Statement[] { new(["secretsmanager:DescribeSecret"], custom) },
                .. from is null ? [] : Copy(scope, from),
            ]
        );
    }

    /// <summary>
    /// Finds the commit that the other environment released, and reads its images. Its key needs no statement: ECR decrypts by a grant of
    /// its own (encryption-at-rest.html in ECR's guide).
    /// </summary>
    static Statement[] Copy(Scope scope, Promotion from) =>
        [
            new(["codepipeline:ListPipelineExecutions", "codepipeline:ListActionExecutions"], [scope.Arn("codepipeline", from.Pipeline)]),
            new(
                ["ecr:DescribeImages", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
                [.. from.Repositories.Values.Select(name => scope.Arn("ecr", $"repository/{name}"))]
            ),
        ];

    /// <summary>Starts this pipeline, and no other.</summary>
    public static Role Promotion(RoleParts parts, Promotion from) =>
        parts.Role(
            RoleKeys.Promotion,
            "events.amazonaws.com",
            parts.Scope.Arn("events", $"rule/{from.Rule}"),
            new Statement(["codepipeline:StartPipelineExecution"], [parts.Scope.Arn("codepipeline", parts.Scope.Base)])
        );

    /// <summary>
    /// Runs one-off tasks before traffic moves: the database's role, and the release command. Then marks the images as released, and
    /// deploys them if ECS moves the traffic.
    /// </summary>
    public static Role Release(RoleParts parts, DeploymentEngine engine, Services services, Database? database)
    {
        var scope = parts.Scope;
        var own = services.ReleaseTask is { } release ? scope.Arn("ecs", $"task-definition/{release.Family}:*") : null;
        var role = database is null ? null : scope.Arn("ecs", $"task-definition/{database.RoleTaskFamily}:*");
        var families = new[] { own, role }.OfType<string>().ToList();
        var deploys = engine == DeploymentEngine.Ecs;
        string[] registered = [.. own is null ? [] : new[] { own }, .. deploys ? new[] { parts.TaskDefinitions } : []];
        string[] passed =
        [
            .. services.ReleaseTask is null && !deploys ? [] : new[] { RoleKeys.Task, RoleKeys.Execution },
            .. database is null ? [] : new[] { RoleKeys.DatabaseRole },
        ];
        return parts.Role(
            RoleKeys.Release,
            "codebuild.amazonaws.com",
            parts.ReleaseArn,
            [
                parts.WriteLogs(LogGroups.Build),
                .. parts.UseArtifacts(writes: false),
                .. registered.Length == 0 ? [] : new Statement[] { new(["ecs:RegisterTaskDefinition"], registered) },
                .. families.Count == 0 ? [] : RunTasks(parts, families),
                .. passed.Length == 0 ? [] : new[] { parts.PassRoles(passed) },
                .. deploys
                    ? EcsDeploymentRoles.Deploys(parts)
                    : [new(["codedeploy:ListDeployments"], [scope.Arn("codedeploy", $"deploymentgroup:{scope.Base}/*")])],
                // Gives the images that are deployed a second tag.
                new(["ecr:BatchGetImage", "ecr:PutImage"], parts.Repositories),
            ]
        );
    }

    static Statement[] RunTasks(RoleParts parts, IReadOnlyList<string> families)
    {
        var scope = parts.Scope;
        var inCluster = new Condition("ArnEquals", "ecs:cluster", [parts.ClusterArn]);
        return
        [
            new(["ecs:RunTask"], families) { Conditions = [inCluster] },
            new(["ecs:DescribeTasks", "ecs:StopTask"], [scope.Arn("ecs", $"task/{scope.Base}/*")]) { Conditions = [inCluster] },
            new(["ecs:ListTasks"], ["*"])
            {
                Conditions = [inCluster],
                Why = "tasks are limited by the cluster, which is a condition instead of a resource",
            },
            new(["ecs:DescribeTaskDefinition"], ["*"]) { Why = "the action does not support resources" },
            new(["logs:GetLogEvents"], parts.Streams(LogGroups.Release, LogGroups.DatabaseRole)),
        ];
    }

    public static Role Pipeline(RoleParts parts, DeploymentEngine engine, bool approval)
    {
        var scope = parts.Scope;
        var role = parts.Role(
            RoleKeys.Pipeline,
            "codepipeline.amazonaws.com",
            null,
            [
                // The minimum in CodePipeline's guide ("Manage the CodePipeline service role"). The source action uploads a commit with an
                // ACL (aws-cdk#13557: "Upload to S3 failed ... Access Denied").
                new(["s3:GetObject", "s3:GetObjectVersion", "s3:PutObject", "s3:PutObjectAcl"], [parts.Objects(parts.Artifacts)]),
                new(["s3:GetBucketAcl", "s3:GetBucketLocation", "s3:GetBucketVersioning"], [parts.Bucket(parts.Artifacts)]),
                parts.UseKey(EncryptionKeys.Data, "s3", "kms:Decrypt", "kms:GenerateDataKey"),
                new(
                    ["codeconnections:UseConnection", "codestar-connections:UseConnection"],
                    [scope.Arn("codeconnections", "connection/*"), scope.Arn("codestar-connections", "connection/*")]
                ),
                new(["codebuild:StartBuild", "codebuild:BatchGetBuilds"], [parts.BuildArn, parts.ReleaseArn]),
                .. engine == DeploymentEngine.Ecs ? [] : StartCodeDeploy(parts),
                // Telling people that a deployment waits for them.
                .. !approval
                    ? []
                    : new[]
                    {
                        new(["sns:Publish"], [scope.Arn("sns", scope.Name("alarms"))]),
                        parts.UseKey(EncryptionKeys.Notifications, "sns", "kms:Decrypt", "kms:GenerateDataKey"),
                    },
            ]
        );
        return role with { SendsAccountOnly = true };
    }

    static Statement[] StartCodeDeploy(RoleParts parts)
    {
        var scope = parts.Scope;
        return
        [
            new(["codedeploy:CreateDeployment", "codedeploy:GetDeployment"], [scope.Arn("codedeploy", $"deploymentgroup:{scope.Base}/*")]),
            new(
                ["codedeploy:GetApplication", "codedeploy:GetApplicationRevision", "codedeploy:RegisterApplicationRevision"],
                [scope.Arn("codedeploy", $"application:{scope.Base}")]
            ),
            new(["codedeploy:GetDeploymentConfig"], [scope.Arn("codedeploy", "deploymentconfig:*")]),
            new(["ecs:RegisterTaskDefinition"], [parts.TaskDefinitions]),
            parts.PassRoles(RoleKeys.Task, RoleKeys.Execution),
        ];
    }

    /// <summary>Moves the traffic.</summary>
    public static Role Deploy(RoleParts parts, DeploymentEngine engine) =>
        engine == DeploymentEngine.Ecs ? EcsDeploymentRoles.Infrastructure(parts) : CodeDeploy(parts);

    static Role CodeDeploy(RoleParts parts)
    {
        var scope = parts.Scope;
        var balancer = LoadBalancingCompiler.Name(scope);
        return parts.Role(
            RoleKeys.Deploy,
            "codedeploy.amazonaws.com",
            scope.Arn("codedeploy", $"deploymentgroup:{scope.Base}/*"),
            new Statement(["ecs:DescribeServices", "ecs:UpdateServicePrimaryTaskSet"], [parts.ServiceArn]),
            new Statement(["ecs:CreateTaskSet", "ecs:DeleteTaskSet"], [scope.Arn("ecs", $"task-set/{scope.Base}/*")]),
            new Statement(
                [
                    "elasticloadbalancing:DescribeTargetGroups",
                    "elasticloadbalancing:DescribeListeners",
                    "elasticloadbalancing:DescribeRules",
                ],
                ["*"]
            )
            {
                Why = "reading from Elastic Load Balancing does not support resources",
            },
            new Statement(["elasticloadbalancing:ModifyListener"], [scope.Arn("elasticloadbalancing", $"listener/app/{balancer}/*")]),
            new Statement(["elasticloadbalancing:ModifyRule"], [scope.Arn("elasticloadbalancing", $"listener-rule/app/{balancer}/*")]),
            new Statement(["cloudwatch:DescribeAlarms"], ["*"]) { Why = "CodeDeploy reads all alarms at once" },
            new Statement(["s3:GetObject", "s3:GetObjectVersion"], [parts.Objects(parts.Artifacts)]),
            parts.UseKey(EncryptionKeys.Data, "s3", "kms:Decrypt"),
            parts.PassRoles(RoleKeys.Task, RoleKeys.Execution)
        );
    }
}
