namespace Railhead.Model;

/// <summary>The object storage of an environment.</summary>
public sealed record Storage
{
    /// <summary>The app's buckets in the blueprint's order; <c>files</c> is always among them.</summary>
    public required IReadOnlyList<Bucket> Buckets { get; init; }

    /// <summary>What the system itself needs on AWS: pipeline artifacts, access logs, Terraform state.</summary>
    public required IReadOnlyList<Bucket> Own { get; init; }
}

/// <param name="Key">The blueprint's key, such as <c>files</c>.</param>
/// <param name="Name">The bucket's full name on this machine, such as <c>guestbook-local-files</c>.</param>
/// <param name="Versioning">Whether overwritten objects are kept.</param>
/// <param name="ExpireDays">Days after which objects are deleted, or null.</param>
public sealed record Bucket(string Key, string Name, bool Versioning, int? ExpireDays)
{
    /// <summary>The name on AWS, unique in the world: <c>{account}</c> stands for the account's twelve digits.</summary>
    public string GlobalName { get; init; } = Name;

    public BucketEncryption Encryption { get; init; }

    /// <summary>Requests without TLS are refused.</summary>
    public bool TlsOnly { get; init; }

    /// <summary>Nothing in it can be made public, by whatever policy.</summary>
    public bool BlockPublicAccess { get; init; } = true;

    public IReadOnlyList<LifecycleRule> Lifecycle { get; init; } = [];

    /// <summary>The copy in a second region, or null.</summary>
    public BucketReplication? Replication { get; init; }
}

public enum BucketEncryption
{
    /// <summary>The environment's own key.</summary>
    Kms,

    /// <summary>S3's keys: log delivery takes no other.</summary>
    SseS3,
}

/// <param name="Region">Where the copy is.</param>
/// <param name="GlobalName">Name of the copy.</param>
/// <param name="StorageClass">S3's word.</param>
public sealed record BucketReplication(string Region, string GlobalName, string StorageClass);
