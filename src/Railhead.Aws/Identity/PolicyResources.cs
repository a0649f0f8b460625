using Railhead.Model;

namespace Railhead.Aws;

/// <summary>
/// The resources of a statement in Terraform: buckets, secrets and keys by reference, so that a policy names exactly the resource that was
/// created; everything else by ARN.
/// </summary>
sealed class PolicyResources(Architecture architecture)
{
    const string KeyAlias = "kms:ResourceAliases";

    readonly string _secretArn =
        $"arn:{Regions.Partition(architecture.Network.Region)}:secretsmanager:{architecture.Network.Region}:{{account}}:secret:";

    readonly string _bucketArn = $"arn:{Regions.Partition(architecture.Network.Region)}:s3:::";

    /// <summary>The model names a key by its alias, in a condition. In Terraform the key has an ARN.</summary>
    public static bool IsKeyAlias(Condition condition) => condition.Key == KeyAlias;

    public IReadOnlyList<HclExpression> Of(Statement statement) =>
        statement.Conditions.FirstOrDefault(IsKeyAlias) is { } alias
            ? architecture.Secrets.Keys.Where(key => alias.Values.Contains(key.Alias)).Select(key => Addresses.Key(key.Key)).ToList()
            : statement.Resources.Select(Resource).Distinct().ToList();

    HclExpression Resource(string arn) =>
        arn.StartsWith(_bucketArn, StringComparison.Ordinal) ? Bucket(arn[_bucketArn.Length..])
        : arn.StartsWith(_secretArn, StringComparison.Ordinal) ? Secret(arn)
        : Addresses.WithAccount(arn);

    HclExpression Bucket(string resource)
    {
        var slash = resource.IndexOf('/', StringComparison.Ordinal);
        string name = slash < 0 ? resource : resource[..slash],
            rest = slash < 0 ? "" : resource[slash..];
        var storage = architecture.Storage;
        var key =
            storage.Buckets.Concat(storage.Own).FirstOrDefault(bucket => bucket.Name == name || bucket.GlobalName == name)?.Key
            ?? BucketNames.Copy(storage.Buckets.First(bucket => bucket.Replication?.GlobalName == name).Key);
        var address = Hcl.Ref($"aws_s3_bucket.{Hcl.Name(key)}.arn");
        return rest.Length == 0 ? address : Hcl.Text($"{address}{rest}");
    }

    /// <summary>The user's secrets are one path.</summary>
    HclExpression Secret(string arn)
    {
        if (arn.EndsWith("/*", StringComparison.Ordinal))
        {
            return Addresses.WithAccount(arn);
        }
        var secret =
            architecture.Secrets.All.FirstOrDefault(secret => arn == $"{_secretArn}{secret.Path}-??????")
            ?? throw new InvalidOperationException($"\"{arn}\" is not a secret of the model");
        return Hcl.Ref($"aws_secretsmanager_secret.{Hcl.Name(secret.Key)}.arn");
    }
}
