namespace Railhead.EndToEnd;

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
        var secretList = aws.AwsAsync("secretsmanager", "list-secrets", "--include-planned-deletion");
        var buckets = aws.AwsAsync("s3api", "list-buckets");
        var databases = aws.AwsAsync("rds", "describe-db-instances");
        var balancers = aws.AwsAsync("elbv2", "describe-load-balancers");
        var vpcs = aws.AwsAsync("ec2", "describe-vpcs", "--filters", "Name=tag:app,Values=shop");
        var roles = aws.AwsAsync("iam", "list-roles");
        var alarms = aws.AwsAsync("cloudwatch", "describe-alarms");
        var repositories = aws.AwsAsync("ecr", "describe-repositories");
        var snapshots = aws.AwsAsync("rds", "describe-db-snapshots");
        var secrets = Witness.Items(await secretList, "SecretList");
        return new Leftovers(
            Witness.Names(await buckets, "Buckets", "Name"),
            Witness.Names(await databases, "DBInstances", "DBInstanceIdentifier"),
            Witness.Names(await balancers, "LoadBalancers", "LoadBalancerName"),
            Witness.Names(await vpcs, "Vpcs", "VpcId"),
            Witness.Names(await roles, "Roles", "RoleName").Where(role => role.StartsWith("shop-", StringComparison.Ordinal)).ToList(),
            Witness.Names(await alarms, "MetricAlarms", "AlarmName"),
            Witness.Names(await repositories, "repositories", "repositoryName"),
            secrets
                .Where(secret => !secret.TryGetProperty("DeletedDate", out _))
                .Select(secret => secret.GetProperty("Name").GetString()!)
                .ToList(),
            secrets
                .Where(secret => secret.TryGetProperty("DeletedDate", out _))
                .Select(secret => secret.GetProperty("Name").GetString()!)
                .ToList(),
            Witness.Names(await snapshots, "DBSnapshots", "DBSnapshotIdentifier")
        );
    }
}
