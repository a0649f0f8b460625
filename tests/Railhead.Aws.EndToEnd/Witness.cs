using System.Text.Json;

namespace Railhead.EndToEnd;

/// <summary>What the AWS CLI finds after the apply.</summary>
sealed record Witness(
    JsonElement LoadBalancer,
    IReadOnlyList<JsonElement> Listeners,
    IReadOnlyList<JsonElement> TargetGroups,
    JsonElement Service,
    JsonElement TaskDefinition,
    JsonElement Database,
    JsonElement FilesEncryption,
    JsonElement FilesReplication,
    JsonElement FilesVersioning,
    IReadOnlyList<string> Secrets,
    IReadOnlyList<string> Roles,
    IReadOnlyList<string> Alarms,
    IReadOnlyList<string> Subscriptions,
    IReadOnlyList<JsonElement> Repositories,
    JsonElement Firewall,
    IReadOnlyList<JsonElement> LogGroups,
    JsonElement StateVersioning
)
{
    public static async Task<Witness> AskAsync(AwsMachine aws)
    {
        var balancer = (await aws.AwsAsync("elbv2", "describe-load-balancers")).GetProperty("LoadBalancers")[0];
        var arn = balancer.GetProperty("LoadBalancerArn").GetString()!;
        var service = (
            await aws.AwsAsync("ecs", "describe-services", "--cluster", "shop-production", "--services", "shop-production")
        ).GetProperty("services")[0];
        var files = $"shop-production-files-{Round.Account}";
        return new Witness(
            balancer,
            Items(await aws.AwsAsync("elbv2", "describe-listeners", "--load-balancer-arn", arn), "Listeners"),
            Items(await aws.AwsAsync("elbv2", "describe-target-groups"), "TargetGroups"),
            service,
            (
                await aws.AwsAsync(
                    "ecs",
                    "describe-task-definition",
                    "--task-definition",
                    service.GetProperty("taskDefinition").GetString()!
                )
            ).GetProperty("taskDefinition"),
            (await aws.AwsAsync("rds", "describe-db-instances")).GetProperty("DBInstances")[0],
            await aws.AwsAsync("s3api", "get-bucket-encryption", "--bucket", files),
            await aws.AwsAsync("s3api", "get-bucket-replication", "--bucket", files),
            await aws.AwsAsync("s3api", "get-bucket-versioning", "--bucket", files),
            Names(await aws.AwsAsync("secretsmanager", "list-secrets"), "SecretList", "Name"),
            Names(await aws.AwsAsync("iam", "list-roles"), "Roles", "RoleName"),
            Names(await aws.AwsAsync("cloudwatch", "describe-alarms"), "MetricAlarms", "AlarmName"),
            Names(await aws.AwsAsync("sns", "list-subscriptions"), "Subscriptions", "Endpoint"),
            Items(await aws.AwsAsync("ecr", "describe-repositories"), "repositories"),
            await aws.AwsAsync("wafv2", "get-web-acl-for-resource", "--resource-arn", arn),
            Items(await aws.AwsAsync("logs", "describe-log-groups"), "logGroups"),
            await aws.AwsAsync("s3api", "get-bucket-versioning", "--bucket", $"railhead-state-{Round.Region}-{Round.Account}")
        );
    }

    internal static IReadOnlyList<JsonElement> Items(JsonElement answer, string list) =>
        answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty(list, out var items) ? items.EnumerateArray().ToList() : [];

    internal static IReadOnlyList<string> Names(JsonElement answer, string list, string name) =>
        Items(answer, list).Select(item => item.GetProperty(name).GetString()!).ToList();
}

/// <summary>What the AWS CLI still finds after the destroy.</summary>
sealed record Leftovers(
    IReadOnlyList<string> Buckets,
    IReadOnlyList<string> Databases,
    IReadOnlyList<string> LoadBalancers,
    IReadOnlyList<string> Vpcs,
    IReadOnlyList<string> Roles,
    IReadOnlyList<string> Alarms,
    IReadOnlyList<string> Repositories,
    IReadOnlyList<string> Secrets,
    IReadOnlyList<string> DeletedSecrets,
    IReadOnlyList<string> Snapshots
)
{
    public static async Task<Leftovers> AskAsync(AwsMachine aws)
    {
        var secrets = Witness.Items(await aws.AwsAsync("secretsmanager", "list-secrets", "--include-planned-deletion"), "SecretList");
        return new Leftovers(
            Witness.Names(await aws.AwsAsync("s3api", "list-buckets"), "Buckets", "Name"),
            Witness.Names(await aws.AwsAsync("rds", "describe-db-instances"), "DBInstances", "DBInstanceIdentifier"),
            Witness.Names(await aws.AwsAsync("elbv2", "describe-load-balancers"), "LoadBalancers", "LoadBalancerName"),
            Witness.Names(await aws.AwsAsync("ec2", "describe-vpcs", "--filters", "Name=tag:app,Values=shop"), "Vpcs", "VpcId"),
            Witness
                .Names(await aws.AwsAsync("iam", "list-roles"), "Roles", "RoleName")
                .Where(role => role.StartsWith("shop-", StringComparison.Ordinal))
                .ToList(),
            Witness.Names(await aws.AwsAsync("cloudwatch", "describe-alarms"), "MetricAlarms", "AlarmName"),
            Witness.Names(await aws.AwsAsync("ecr", "describe-repositories"), "repositories", "repositoryName"),
            secrets
                .Where(secret => !secret.TryGetProperty("DeletedDate", out _))
                .Select(secret => secret.GetProperty("Name").GetString()!)
                .ToList(),
            secrets
                .Where(secret => secret.TryGetProperty("DeletedDate", out _))
                .Select(secret => secret.GetProperty("Name").GetString()!)
                .ToList(),
            Witness.Names(await aws.AwsAsync("rds", "describe-db-snapshots"), "DBSnapshots", "DBSnapshotIdentifier")
        );
    }
}
