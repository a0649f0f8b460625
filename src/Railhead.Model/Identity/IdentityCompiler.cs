namespace Railhead.Model;

/// <summary>Gives each actor its role.</summary>
internal static class IdentityCompiler
{
    public static Identity Compile(
        Scope scope, Services services, Database? database, Storage storage, Secrets secrets, Observability observability, bool approval)
    {
        var parts = new RoleParts(scope, services, storage, secrets, observability);
        var task = parts.Role(RoleKeys.Task, "ecs-tasks.amazonaws.com", scope.Arn("ecs", "*"), TaskStatements(parts, storage));
        var roles = new List<Role>
        {
            task,
            parts.Role(RoleKeys.Execution, "ecs-tasks.amazonaws.com", scope.Arn("ecs", "*"), ExecutionStatements(parts, secrets)),
            PipelineRoles.Build(parts, secrets),
            PipelineRoles.Pipeline(parts, approval),
            PipelineRoles.Deploy(parts),
            parts.Role(RoleKeys.FlowLogs, "vpc-flow-logs.amazonaws.com", scope.Arn("ec2", "vpc-flow-log/*"), parts.WriteLogs(LogGroups.FlowLogs)),
        };
        if (services.ReleaseTask is not null || database is not null)
        {
            roles.Insert(3, PipelineRoles.Release(parts, services, database is not null));
        }
        if (database is not null)
        {
            roles.Add(parts.Role(RoleKeys.Monitoring, "monitoring.rds.amazonaws.com", scope.Arn("rds", $"db:{scope.App}*"),
                new Statement(
                    [
                        "logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents", "logs:PutRetentionPolicy", "logs:DescribeLogStreams",
                        "logs:GetLogEvents",
                    ],
                    [scope.Arn("logs", "log-group:RDSOSMetrics*")])));
            roles.Add(Rotation(parts, scope, secrets));
        }
        if (storage.Buckets.Any(b => b.Replication is not null))
        {
            roles.Add(Replication(parts, scope, storage));
        }
        return new Identity { Task = task, Roles = roles };
    }

    static Statement[] TaskStatements(RoleParts parts, Storage storage) =>
    [
        new(["s3:ListBucket", "s3:GetBucketLocation", "s3:ListBucketMultipartUploads"], storage.Buckets.Select(parts.Bucket).ToList()),
        new(["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"],
            storage.Buckets.Select(parts.Objects).ToList()),
        parts.UseKey("data", "kms:Decrypt", "kms:GenerateDataKey"),
    ];

    /// <summary>The administrator's secret is not among what tasks may be given.</summary>
    static Statement[] ExecutionStatements(RoleParts parts, Secrets secrets) =>
    [
        RoleParts.RegistryLogin(),
        new(["ecr:BatchCheckLayerAvailability", "ecr:GetDownloadUrlForLayer", "ecr:BatchGetImage"], parts.Repositories),
        parts.WriteLogs(LogGroups.App, LogGroups.Nginx, LogGroups.Release),
        new(["secretsmanager:GetSecretValue"], secrets.All.Where(s => s.Key != SecretKeys.DatabaseAdmin).Select(parts.Secret).ToList()),
        parts.UseKey("data", "kms:Decrypt"),
    ];

    static Role Rotation(RoleParts parts, Scope scope, Secrets secrets) =>
        parts.Role(RoleKeys.Rotation, "lambda.amazonaws.com", null,
            new Statement(
                [
                    "secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue", "secretsmanager:PutSecretValue",
                    "secretsmanager:UpdateSecretVersionStage",
                ],
                secrets.All.Where(s => s.Key == SecretKeys.Database).Select(parts.Secret).ToList()),
            new Statement(["secretsmanager:GetSecretValue"], secrets.All.Where(s => s.Key == SecretKeys.DatabaseAdmin).Select(parts.Secret).ToList()),
            new Statement(["secretsmanager:GetRandomPassword"], ["*"]) { Why = "the action knows no resource" },
            new Statement(["codedeploy:CreateDeployment", "codedeploy:GetDeploymentConfig", "codedeploy:RegisterApplicationRevision"],
                [scope.Arn("codedeploy", $"*:{scope.Base}*")]),
            parts.UseKey("data", "kms:Decrypt", "kms:GenerateDataKey"),
            parts.WriteLogs(LogGroups.Rotation),
            new Statement(["ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface", "ec2:DescribeNetworkInterfaces"], ["*"])
            {
                Why = "a function in a VPC makes its own interfaces, and Lambda's documentation grants them on every resource",
            });

    static Role Replication(RoleParts parts, Scope scope, Storage storage)
    {
        var replicated = storage.Buckets.Where(b => b.Replication is not null).ToList();
        return parts.Role(RoleKeys.Replication, "s3.amazonaws.com", null,
            new Statement(["s3:GetReplicationConfiguration", "s3:ListBucket"], replicated.Select(parts.Bucket).ToList()),
            new Statement(["s3:GetObjectVersionForReplication", "s3:GetObjectVersionAcl", "s3:GetObjectVersionTagging"],
                replicated.Select(parts.Objects).ToList()),
            new Statement(["s3:ReplicateObject", "s3:ReplicateDelete", "s3:ReplicateTags"],
                replicated.Select(b => scope.BucketArn(b.Replication!.GlobalName) + "/*").ToList()),
            parts.UseKey("data", "kms:Decrypt"),
            new Statement(["kms:Encrypt", "kms:GenerateDataKey"],
                [$"arn:{scope.Partition}:kms:{replicated[0].Replication!.Region}:{Scope.Account}:key/*"])
            {
                Conditions = [new("ForAnyValue:StringEquals", "kms:ResourceAliases", [$"alias/{scope.Name("copy")}"])],
            });
    }
}
