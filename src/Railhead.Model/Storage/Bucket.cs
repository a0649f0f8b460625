namespace Railhead.Model;

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
