namespace Railhead.Aws;

/// <summary>The work of roles, as far as the resource that has the role shows it.</summary>
static class RoleWorks
{
    static readonly string[] Logs = ["logs:CreateLogStream", "logs:PutLogEvents"];

    static readonly string[] Pull = ["ecr:GetAuthorizationToken", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"];

    static readonly string[] Interfaces = ["ec2:CreateNetworkInterface", "ec2:DescribeNetworkInterfaces", "ec2:DeleteNetworkInterface"];

    static readonly string[] Shift =
    [
        "ecs:DescribeServices",
        "ecs:CreateTaskSet",
        "ecs:UpdateServicePrimaryTaskSet",
        "ecs:DeleteTaskSet",
        "elasticloadbalancing:DescribeTargetGroups",
        "elasticloadbalancing:DescribeListeners",
        "elasticloadbalancing:ModifyListener",
        "elasticloadbalancing:DescribeRules",
        "elasticloadbalancing:ModifyRule",
    ];

    static readonly string[] Targets =
    [
        "elasticloadbalancing:DescribeListeners",
        "elasticloadbalancing:DescribeRules",
        "elasticloadbalancing:DescribeTargetGroups",
        "elasticloadbalancing:DescribeTargetHealth",
        "elasticloadbalancing:RegisterTargets",
        "elasticloadbalancing:DeregisterTargets",
    ];

    static readonly string[] Copy =
    [
        "s3:GetReplicationConfiguration",
        "s3:ListBucket",
        "s3:GetObjectVersionForReplication",
        "s3:GetObjectVersionAcl",
        "s3:ReplicateObject",
    ];

    public static IReadOnlyList<RoleWork> All { get; } =
    [
        new(
            "aws_ecs_task_definition",
            "execution_role_arn",
            "ecs-tasks.amazonaws.com",
            StartTask,
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html"
        ),
        new(
            "aws_ecs_task_definition",
            "task_role_arn",
            "ecs-tasks.amazonaws.com",
            (_, _) => [],
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html"
        ),
        new(
            "aws_codebuild_project",
            "service_role",
            "codebuild.amazonaws.com",
            (_, project) => Build(project),
            "https://docs.aws.amazon.com/codebuild/latest/userguide/setting-up-service-role.html"
        ),
        new(
            "aws_codepipeline",
            "role_arn",
            "codepipeline.amazonaws.com",
            (_, pipeline) => RunStages(pipeline),
            "https://docs.aws.amazon.com/codepipeline/latest/userguide/security-iam-permissions-console-logs.html"
        ),
        new(
            "aws_codedeploy_deployment_group",
            "service_role_arn",
            "codedeploy.amazonaws.com",
            (_, group) =>
                group.Blocks("ecs_service").Count == 0 ? []
                : group.Block("alarm_configuration")["alarms"].IsSet ? [.. Shift, "cloudwatch:DescribeAlarms"]
                : Shift,
            "https://docs.aws.amazon.com/codedeploy/latest/userguide/getting-started-create-service-role.html"
        ),
        new(
            "aws_ecs_service",
            "load_balancer.advanced_configuration.role_arn",
            "ecs.amazonaws.com",
            MoveTraffic,
            "https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonECSInfrastructureRolePolicyForLoadBalancers.html"
        ),
        new(
            "aws_flow_log",
            "iam_role_arn",
            "vpc-flow-logs.amazonaws.com",
            (_, _) => Logs,
            "https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html"
        ),
        new(
            "aws_lambda_function",
            "role",
            "lambda.amazonaws.com",
            RunFunction,
            "https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html"
        ),
        new(
            "aws_db_instance",
            "monitoring_role_arn",
            "monitoring.rds.amazonaws.com",
            (_, _) => Logs,
            "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Monitoring.OS.Enabling.html"
        ),
        new(
            "aws_s3_bucket_replication_configuration",
            "role",
            "s3.amazonaws.com",
            (_, _) => Copy,
            "https://docs.aws.amazon.com/AmazonS3/latest/userguide/setting-repl-config-perm-overview.html"
        ),
    ];

    /// <summary>Where a pipeline deploys images, the plan's own task definition may still have another one.</summary>
    static IEnumerable<string> StartTask(PolicyPlan plan, PolicyResource task)
    {
        var containers = ContainerDefinitions.Of(task).ToList();
        var isDeployed = plan.Of("aws_ecr_repository").Any() && plan.Of("aws_codepipeline", "aws_codedeploy_deployment_group").Any();
        if (isDeployed || containers.Exists(one => one["image"].Text?.Contains(".dkr.ecr.", StringComparison.Ordinal) == true))
        {
            foreach (var action in Pull)
            {
                yield return action;
            }
        }

        if (containers.Exists(one => one.Block("logConfiguration")["logDriver"].IsText("awslogs")))
        {
            foreach (var action in Logs)
            {
                yield return action;
            }
        }

        var secrets = containers.SelectMany(one => one.Blocks("secrets")).Select(secret => secret["valueFrom"].Text ?? "").ToList();
        if (secrets.Exists(secret => secret.Contains(":secretsmanager:", StringComparison.Ordinal)))
        {
            yield return "secretsmanager:GetSecretValue";
        }

        if (secrets.Exists(secret => !secret.Contains(":secretsmanager:", StringComparison.Ordinal)))
        {
            yield return "ssm:GetParameters";
        }
    }

    /// <summary>ECS changes a rule of the listener. Network load balancers have no rules, so ECS changes the listener itself.</summary>
    static string[] MoveTraffic(PolicyPlan plan, PolicyResource service)
    {
        const string rule = "load_balancer.advanced_configuration.production_listener_rule";
        return plan.Targets(service, rule, "aws_lb_listener_rule").Count > 0 ? [.. Targets, "elasticloadbalancing:ModifyRule"]
            : plan.Targets(service, rule, "aws_lb_listener").Count > 0 ? [.. Targets, "elasticloadbalancing:ModifyListener"]
            : Targets;
    }

    static IEnumerable<string> Build(PolicyResource project) =>
        [
            .. project.Block("logs_config").Block("cloudwatch_logs")["status"].IsText("DISABLED") ? [] : Logs,
            .. project.Block("source")["type"].IsText("CODEPIPELINE") ? (string[])["s3:GetObject"] : [],
            .. project.Blocks("vpc_config").Count > 0 ? Interfaces : [],
        ];

    static IEnumerable<string> RunStages(PolicyResource pipeline) =>
        pipeline
            .Blocks("stage")
            .SelectMany(stage => stage.Blocks("action"))
            // An action with a role of its own does not use the pipeline's, and a batch of builds has other calls.
            .Where(action => !action["role_arn"].IsSet && !action.Block("configuration")["BatchEnabled"].IsSet)
            .SelectMany(action =>
                action["provider"].Text switch
                {
                    "CodeBuild" => (string[])["codebuild:StartBuild", "codebuild:BatchGetBuilds"],
                    "CodeDeployToECS" =>
                    [
                        "codedeploy:CreateDeployment",
                        "codedeploy:GetDeployment",
                        "codedeploy:GetDeploymentConfig",
                        "codedeploy:RegisterApplicationRevision",
                        "ecs:RegisterTaskDefinition",
                        "iam:PassRole",
                    ],
                    "CodeStarSourceConnection" => ["codestar-connections:UseConnection"],
                    _ => [],
                }
            )
            .Concat(["s3:GetObject", "s3:PutObject"])
            .Distinct();

    static IEnumerable<string> RunFunction(PolicyPlan plan, PolicyResource function)
    {
        var rotates = plan.Of("aws_secretsmanager_secret_rotation")
            .SelectMany(rotation => plan.Targets(rotation, "rotation_lambda_arn", "aws_lambda_function"))
            .Any(one => one.Address == function.Address);
        return
        [
            .. Logs,
            .. function.Blocks("vpc_config").Count > 0 ? Interfaces : [],
            .. rotates
                ? (string[])
                    [
                        "secretsmanager:DescribeSecret",
                        "secretsmanager:GetSecretValue",
                        "secretsmanager:PutSecretValue",
                        "secretsmanager:UpdateSecretVersionStage",
                    ]
                : [],
        ];
    }
}
