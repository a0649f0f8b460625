namespace Railhead.Model;

/// <summary>Lays out the buckets.</summary>
static class StorageCompiler
{
    /// <summary>S3's limit less a hyphen and the account's twelve digits.</summary>
    const int GlobalLimit = 63 - 13;

    public static Storage Compile(Blueprint blueprint, Scope scope) =>
        new()
        {
            Buckets = blueprint.Names(StorageKeys.Buckets).Select(name => AppBucket(blueprint, name, scope)).ToList(),
            Own =
            [
                OwnBucket(BucketNames.Artifacts, scope) with
                {
                    Versioning = true,
                    Lifecycle = [Rule("tidy") with { ExpireDays = 30, NoncurrentExpireDays = 7 }],
                },
                OwnBucket(BucketNames.AccessLogs, scope) with
                {
                    Encryption = BucketEncryption.SseS3,
                    Lifecycle = [Rule("tidy") with { ExpireDays = Math.Max(90, blueprint.Get(OperationKeys.RetentionDays)) }],
                },
                StateBucket.Of(scope.Region),
            ],
        };

    static Bucket AppBucket(Blueprint blueprint, string key, Scope scope)
    {
        var versioning = blueprint.Get(StorageKeys.Versioning, key);
        var expireDays = blueprint.Get(StorageKeys.ExpireDays, key);
        return new Bucket(key, $"{scope.App}-{scope.Environment}-{key}", versioning, expireDays)
        {
            GlobalName = GlobalName(scope, key),
            TlsOnly = true,
            Lifecycle =
            [
                Rule("tidy") with
                {
                    ExpireDays = expireDays,
                    NoncurrentExpireDays = versioning ? 90 : null,
                    // The move does not pay for objects that are deleted soon.
                    Transitions = expireDays is null or > 60 ? [new Transition(30, "INTELLIGENT_TIERING")] : [],
                },
            ],
            // S3 replicates versioned buckets only.
            Replication =
                scope.IsProduction && versioning
                    ? new BucketReplication(scope.CopyRegion, GlobalName(scope, BucketNames.Copy(key)), "STANDARD_IA")
                    : null,
        };
    }

    static Bucket OwnBucket(string key, Scope scope) =>
        new(key, $"{scope.App}-{scope.Environment}-{key}", false, null) { GlobalName = GlobalName(scope, key), TlsOnly = true };

    static LifecycleRule Rule(string id) => new() { Id = id, AbortUploadDays = 7 };

    static string GlobalName(Scope scope, string key) => $"{scope.Name(key, GlobalLimit, "sthree-", "amzn-s3-demo-")}-{Scope.Account}";
}
