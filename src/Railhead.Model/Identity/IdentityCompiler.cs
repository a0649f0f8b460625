namespace Railhead.Model;

/// <summary>Gives each actor its role.</summary>
static class IdentityCompiler
{
    public static Identity Compile(
        Scope scope,
        Services services,
        Database? database,
        Storage storage,
        Secrets secrets,
        Observability observability,
        DeploymentEngine engine,
        bool approval,
        Promotion? from
    )
    {
        var parts = new RoleParts(scope, services, storage, secrets, observability);
        var task = parts.Role(RoleKeys.Task, "ecs-tasks.amazonaws.com", scope.Arn("ecs", "*"), TaskStatements(parts, storage));
        var roles = new List<Role>
        {
            task,
            parts.Role(RoleKeys.Execution, "ecs-tasks.amazonaws.com", scope.Arn("ecs", "*"), ExecutionStatements(parts, secrets)),
            PipelineRoles.Build(parts, engine, secrets, database, from),
            PipelineRoles.Release(parts, engine, services, database),
            PipelineRoles.Pipeline(parts, engine, approval),
            PipelineRoles.Deploy(parts, engine),
            parts.Role(
                RoleKeys.FlowLogs,
                "vpc-flow-logs.amazonaws.com",
                scope.Arn("ec2", "vpc-flow-log/*"),
                parts.WriteLogs(LogGroups.FlowLogs),
                // AWS's guide to flow logs asks for both; without them, the log's status becomes "Access error".
                new Statement(["logs:DescribeLogStreams"], parts.Streams(LogGroups.FlowLogs)),
                new Statement(["logs:DescribeLogGroups"], ["*"]) { Why = "the log groups are listed before one is found" }
            ),
        };
        if (database is not null)
        {
            roles.Add(
                parts.Role(
                    RoleKeys.Monitoring,
                    "monitoring.rds.amazonaws.com",
                    scope.Arn("rds", $"db:{database.Identifier}*"),
                    new Statement(
                        [
                            "logs:CreateLogGroup",
                            "logs:CreateLogStream",
                            "logs:PutLogEvents",
                            "logs:PutRetentionPolicy",
                            "logs:DescribeLogStreams",
                            "logs:GetLogEvents",
                        ],
                        [scope.Arn("logs", "log-group:RDSOSMetrics*")]
                    )
                )
            );
            roles.Add(DatabaseRole(parts, scope, database, secrets));
            roles.Add(Rotation(parts, scope, engine, database, secrets));
        }
        if (from is not null)
        {
            roles.Add(PipelineRoles.Promotion(parts, from));
        }
        if (storage.Buckets.Any(b => b.Replication is not null))
        {
            roles.Add(Replication(parts, scope, storage));
        }
        return new Identity { Task = task, Roles = roles };
    }

    static Statement[] TaskStatements(RoleParts parts, Storage storage) =>
        [
            new(
                [
                    "s3:ListBucket",
                    "s3:ListBucketVersions",
                    "s3:GetBucketLocation",
                    "s3:GetBucketVersioning",
                    "s3:GetBucketAcl",
                    "s3:ListBucketMultipartUploads",
                ],
                storage.Buckets.Select(parts.Bucket).ToList()
            ),
            new(
                [
                    "s3:GetObject",
                    "s3:GetObjectAttributes",
                    "s3:GetObjectAcl",
                    "s3:GetObjectTagging",
                    "s3:PutObject",
                    // For a PutObject with x-amz-acl. The buckets accept no ACL that opens an object.
                    "s3:PutObjectAcl",
                    "s3:PutObjectTagging",
                    "s3:DeleteObject",
                    "s3:DeleteObjectTagging",
                    "s3:AbortMultipartUpload",
                    "s3:ListMultipartUploadParts",
                ],
                storage.Buckets.Select(parts.Objects).ToList()
            ),
            parts.UseKey(EncryptionKeys.Data, "s3", "kms:Decrypt", "kms:GenerateDataKey"),
        ];

    /// <summary>The administrator's secret is not among what tasks may be given.</summary>
    static Statement[] ExecutionStatements(RoleParts parts, Secrets secrets) =>
        [
            RoleParts.RegistryLogin(),
            new(RoleParts.PullImages, parts.Repositories),
            parts.GuardDutyAgent(),
            parts.WriteLogs(LogGroups.App, LogGroups.Nginx, LogGroups.Release),
            new(["secretsmanager:GetSecretValue"], parts.SecretsOf(secrets.All.Where(s => s.Key != SecretKeys.DatabaseAdmin))),
            parts.UseKey(EncryptionKeys.Data, "secretsmanager", "kms:Decrypt"),
        ];

    /// <summary>The administrator's password goes to the task that makes the app's role, and nowhere else.</summary>
    static Role DatabaseRole(RoleParts parts, Scope scope, Database database, Secrets secrets) =>
        parts.Role(
            RoleKeys.DatabaseRole,
            "ecs-tasks.amazonaws.com",
            scope.Arn("ecs", "*"),
            RoleParts.RegistryLogin(),
            new Statement(RoleParts.PullImages, [parts.RoleRepository(database)]),
            parts.GuardDutyAgent(),
            parts.WriteLogs(LogGroups.DatabaseRole),
            new Statement(
                ["secretsmanager:GetSecretValue"],
                secrets.All.Where(s => s.Key is SecretKeys.Database or SecretKeys.DatabaseAdmin).Select(parts.Secret).ToList()
            ),
            parts.UseKey(EncryptionKeys.Data, "secretsmanager", "kms:Decrypt")
        );

    /// <summary>It reads no administrator's password: the task that it starts does.</summary>
    static Role Rotation(RoleParts parts, Scope scope, DeploymentEngine engine, Database database, Secrets secrets)
    {
        var inCluster = new Condition("ArnEquals", "ecs:cluster", [parts.ClusterArn]);
        return parts.Role(
            RoleKeys.Rotation,
            "lambda.amazonaws.com",
            null,
            [
                new(
                    [
                        "secretsmanager:DescribeSecret",
                        "secretsmanager:GetSecretValue",
                        "secretsmanager:ListSecretVersionIds",
                        "secretsmanager:PutSecretValue",
                        "secretsmanager:UpdateSecretVersionStage",
                    ],
                    secrets.All.Where(s => s.Key == SecretKeys.Database).Select(parts.Secret).ToList()
                ),
                new(["secretsmanager:GetRandomPassword"], ["*"]) { Why = "the action does not support resources" },
                parts.UseKey(EncryptionKeys.Data, "secretsmanager", "kms:Decrypt", "kms:GenerateDataKey"),
                parts.WriteLogs(LogGroups.Rotation),
                new(["ecs:RunTask"], [scope.Arn("ecs", $"task-definition/{database.RoleTaskFamily}-pending:*")])
                {
                    Conditions = [inCluster],
                },
                parts.PassRoles(RoleKeys.DatabaseRole),
                new(["ecs:DescribeTasks"], [scope.Arn("ecs", $"task/{scope.Base}/*")]) { Conditions = [inCluster] },
                new(["ecs:ListTasks"], ["*"])
                {
                    Why = "tasks on Fargate have no resource for this action, so the condition limits it to the cluster",
                    Conditions = [inCluster],
                },
                new(["ecs:DescribeServices"], [parts.ServiceArn]),
                .. engine == DeploymentEngine.Ecs ? EcsDeploymentRoles.DeploysAgain(parts) : DeployAgain(scope),
            ]
        );
    }

    /// <summary>Starts a deployment of the running release by CodeDeploy.</summary>
    static Statement[] DeployAgain(Scope scope) =>
        [
            new(
                ["codedeploy:CreateDeployment", "codedeploy:ListDeployments"],
                [scope.Arn("codedeploy", $"deploymentgroup:{scope.Base}/*")]
            ),
            new(
                ["codedeploy:RegisterApplicationRevision", "codedeploy:GetApplicationRevision"],
                [scope.Arn("codedeploy", $"application:{scope.Base}")]
            ),
            new(["codedeploy:GetDeploymentConfig"], [scope.Arn("codedeploy", "deploymentconfig:*")]),
        ];

    static Role Replication(RoleParts parts, Scope scope, Storage storage)
    {
        var replicated = storage.Buckets.Where(b => b.Replication is not null).ToList();
        return parts.Role(
            RoleKeys.Replication,
            "s3.amazonaws.com",
            null,
            new Statement(["s3:GetReplicationConfiguration", "s3:ListBucket"], replicated.Select(parts.Bucket).ToList()),
            new Statement(
                ["s3:GetObjectVersionForReplication", "s3:GetObjectVersionAcl", "s3:GetObjectVersionTagging"],
                replicated.Select(parts.Objects).ToList()
            ),
            new Statement(
                ["s3:ReplicateObject", "s3:ReplicateDelete", "s3:ReplicateTags"],
                replicated.Select(b => scope.BucketArn(b.Replication!.GlobalName) + "/*").ToList()
            ),
            parts.UseKey(EncryptionKeys.Data, "s3", "kms:Decrypt"),
            parts.UseKey(EncryptionKeys.Copy, "s3", "kms:Encrypt", "kms:GenerateDataKey")
        );
    }
}
