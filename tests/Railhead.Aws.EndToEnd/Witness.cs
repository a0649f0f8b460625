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
        var files = $"shop-production-files-{Round.Account}";
        var state = $"railhead-state-{Round.Region}-{Round.Account}";
        // Each call takes about a second to start Python, so they run at once.
        var balancing = BalancingAsync(aws);
        var service = ServiceAsync(aws);
        var groups = aws.AwsAsync("elbv2", "describe-target-groups");
        var database = aws.AwsAsync("rds", "describe-db-instances");
        var encryption = aws.AwsAsync("s3api", "get-bucket-encryption", "--bucket", files);
        var replication = aws.AwsAsync("s3api", "get-bucket-replication", "--bucket", files);
        var versioning = aws.AwsAsync("s3api", "get-bucket-versioning", "--bucket", files);
        var secrets = aws.AwsAsync("secretsmanager", "list-secrets");
        var roles = aws.AwsAsync("iam", "list-roles");
        var alarms = aws.AwsAsync("cloudwatch", "describe-alarms");
        var subscriptions = aws.AwsAsync("sns", "list-subscriptions");
        var repositories = aws.AwsAsync("ecr", "describe-repositories");
        var logGroups = aws.AwsAsync("logs", "describe-log-groups");
        var stateVersioning = aws.AwsAsync("s3api", "get-bucket-versioning", "--bucket", state);
        return new Witness(
            (await balancing).LoadBalancer,
            (await balancing).Listeners,
            Items(await groups, "TargetGroups"),
            (await service).Service,
            (await service).TaskDefinition,
            (await database).GetProperty("DBInstances")[0],
            await encryption,
            await replication,
            await versioning,
            Names(await secrets, "SecretList", "Name"),
            Names(await roles, "Roles", "RoleName"),
            Names(await alarms, "MetricAlarms", "AlarmName"),
            Names(await subscriptions, "Subscriptions", "Endpoint"),
            Items(await repositories, "repositories"),
            (await balancing).Firewall,
            Items(await logGroups, "logGroups"),
            await stateVersioning
        );
    }

    static async Task<(JsonElement LoadBalancer, IReadOnlyList<JsonElement> Listeners, JsonElement Firewall)> BalancingAsync(AwsMachine aws)
    {
        var balancer = (await aws.AwsAsync("elbv2", "describe-load-balancers")).GetProperty("LoadBalancers")[0];
        var arn = balancer.GetProperty("LoadBalancerArn").GetString()!;
        var listeners = aws.AwsAsync("elbv2", "describe-listeners", "--load-balancer-arn", arn);
        var firewall = aws.AwsAsync("wafv2", "get-web-acl-for-resource", "--resource-arn", arn);
        return (balancer, Items(await listeners, "Listeners"), await firewall);
    }

    static async Task<(JsonElement Service, JsonElement TaskDefinition)> ServiceAsync(AwsMachine aws)
    {
        var service = (
            await aws.AwsAsync("ecs", "describe-services", "--cluster", "shop-production", "--services", "shop-production")
        ).GetProperty("services")[0];
        var definition = service.GetProperty("taskDefinition").GetString()!;
        return (
            service,
            (await aws.AwsAsync("ecs", "describe-task-definition", "--task-definition", definition)).GetProperty("taskDefinition")
        );
    }

    internal static IReadOnlyList<JsonElement> Items(JsonElement answer, string list) =>
        answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty(list, out var items) ? items.EnumerateArray().ToList() : [];

    internal static IReadOnlyList<string> Names(JsonElement answer, string list, string name) =>
        Items(answer, list).Select(item => item.GetProperty(name).GetString()!).ToList();
}
