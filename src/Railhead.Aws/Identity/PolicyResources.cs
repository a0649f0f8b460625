using Railhead.Model;

namespace Railhead.Aws;

/// <summary>
/// The resources of a statement in Terraform: by reference where the folder makes them, so that a policy names exactly the resource
/// that was created; the rest by ARN.
/// </summary>
sealed class PolicyResources(Architecture architecture)
{
    const string KeyAlias = "kms:ResourceAliases";

    readonly string _secretArn =
        $"arn:{Regions.Partition(architecture.Network.Region)}:secretsmanager:{architecture.Network.Region}:{{account}}:secret:";

    readonly string _bucketArn = $"arn:{Regions.Partition(architecture.Network.Region)}:s3:::";

    readonly IReadOnlyDictionary<string, HclExpression> _made = MadeArns.Of(architecture);

    /// <summary>The model names a key by its alias, in a condition. In Terraform the key has an ARN.</summary>
    public static bool IsKeyAlias(Condition condition) => condition.Key == KeyAlias;

    public IReadOnlyList<HclExpression> Of(Statement statement) =>
        statement.Conditions.FirstOrDefault(IsKeyAlias) is { } alias
            ? architecture.Secrets.Keys.Where(key => alias.Values.Contains(key.Alias)).Select(key => Addresses.Key(key.Key)).ToList()
            : statement.Resources.Select(Resource).Distinct().ToList();

    HclExpression Resource(string arn) =>
        arn.StartsWith(_bucketArn, StringComparison.Ordinal) ? Bucket(arn[_bucketArn.Length..])
        : arn.StartsWith(_secretArn, StringComparison.Ordinal) ? Secret(arn)
        : Arn(arn);

    /// <summary>An ARN, alone or as the value of a condition.</summary>
    public HclExpression Arn(string arn) => _made.TryGetValue(arn, out var made) ? made : Named(arn);

    /// <summary>An ARN by name, also where the folder makes the resource.</summary>
    public HclExpression Named(string arn) => Addresses.WithRegion(architecture.Network, arn);

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
            return Arn(arn);
        }
        var secret =
            architecture.Secrets.All.FirstOrDefault(secret => arn == $"{_secretArn}{secret.Path}-??????")
            ?? throw new InvalidOperationException($"\"{arn}\" is not a secret of the model");
        return Hcl.Ref($"aws_secretsmanager_secret.{Hcl.Name(secret.Key)}.arn");
    }
}
