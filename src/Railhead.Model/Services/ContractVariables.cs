namespace Railhead.Model;

/// <summary>The names of the variables that every app is given, the same on both targets.</summary>
public static class ContractVariables
{
    public const string Port = "PORT";
    public const string DatabaseName = "RDS_DB_NAME";
    public const string DatabaseUsername = "RDS_USERNAME";
    public const string DatabasePassword = "RDS_PASSWORD";
    public const string DatabaseHost = "RDS_HOSTNAME";
    public const string DatabasePort = "RDS_PORT";
    public const string DatabaseUrl = "DATABASE_URL";

    /// <summary>With read replicas: one of them, which a task keeps.</summary>
    public const string ReplicaHost = "RDS_REPLICA_HOSTNAME";
    public const string ReplicaPort = "RDS_REPLICA_PORT";
    public const string ReplicaUrl = "DATABASE_REPLICA_URL";
    public const string Bucket = "S3_BUCKET_NAME";
    public const string BucketRegion = "S3_REGION_NAME";
    public const string Endpoint = "LB_ENDPOINT";
    public const string Region = "AWS_REGION";
    public const string Revision = "APP_REVISION";
    public const string CredentialsUri = "AWS_CONTAINER_CREDENTIALS_FULL_URI";
    public const string CredentialsToken = "AWS_CONTAINER_AUTHORIZATION_TOKEN";

    /// <summary>Convenience: the folder for temporary files, each task's own. The blueprint's value wins.</summary>
    public const string TemporaryFolder = "TMPDIR";

    /// <summary>
    /// Convenience: some servers (Next.js) listen on the address in it. ECS would set the task's name, whose address nginx in the same task
    /// does not use. The blueprint's value wins.
    /// </summary>
    public const string HostName = "HOSTNAME";

    /// <summary>The value of <see cref="HostName"/>: every address.</summary>
    public const string EveryAddress = "0.0.0.0";

    /// <summary>
    /// Conveniences: what frameworks need behind a proxy, with logs on standard output. They mean nothing to other apps. The blueprint's
    /// values win. ASP.NET Core's forwarded headers are not among them: its middleware takes the headers away from an app that reads them.
    /// </summary>
    public static IReadOnlyDictionary<string, string> OfFrameworks { get; } =
        new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            // Python holds back up to 8 kB of output that goes to no terminal.
            ["PYTHONUNBUFFERED"] = "1",
            // Before 7.1, Rails writes its log to a file, and leaves files of public/ to another server.
            ["RAILS_LOG_TO_STDOUT"] = "1",
            ["RAILS_SERVE_STATIC_FILES"] = "1",
        };

    /// <summary>Where <c>build</c> puts the release; only the build has it.</summary>
    public const string ReleaseFolder = "RELEASE_DIR";

    /// <summary>On this machine only: where SDKs find the object store.</summary>
    public const string StorageEndpoint = "AWS_ENDPOINT_URL_S3";

    /// <summary>Variables of an app with a database; an app without one may use the names for a database of its own.</summary>
    public static IReadOnlyList<string> OfDatabase { get; } =
    [DatabaseName, DatabaseUsername, DatabasePassword, DatabaseHost, DatabasePort, DatabaseUrl, ReplicaHost, ReplicaPort, ReplicaUrl];

    /// <summary>Variables that every app gets.</summary>
    public static IReadOnlyList<string> Always { get; } =
    [Port, Bucket, BucketRegion, Endpoint, Region, Revision, CredentialsUri, CredentialsToken, StorageEndpoint];

    /// <summary>
    /// The variable that has a bucket's name: <c>S3_BUCKET_NAME</c> for <c>files</c>, <c>S3_BUCKET_NAME_PHOTOS</c> for <c>photos</c>.
    /// </summary>
    public static string OfBucket(Bucket bucket) =>
        bucket.Key == BucketNames.Files ? Bucket : $"{Bucket}_{bucket.Key.ToUpperInvariant().Replace('-', '_')}";

    /// <summary>Whether a blueprint may not use the name.</summary>
    public static bool IsReserved(string name, bool hasDatabase) =>
        Always.Contains(name)
        || (hasDatabase && OfDatabase.Contains(name))
        || name is "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI" or "ECS_CONTAINER_METADATA_URI_V4" or "ECS_CONTAINER_METADATA_URI"
        || name is "RAILHEAD_SERVICE" or "RAILHEAD_WORKER" or "RAILHEAD_JOB";

    internal static bool IsStaticKey(string name) =>
        name is "AWS_ACCESS_KEY_ID" or "AWS_SECRET_ACCESS_KEY" or "AWS_SESSION_TOKEN" or "AWS_PROFILE";

    internal static bool LooksSecret(string name) => SecretEndings.Any(e => name.EndsWith(e, StringComparison.OrdinalIgnoreCase));

    static readonly string[] SecretEndings =
    [
        "PASSWORD",
        "SECRET",
        "SECRET_KEY",
        "SECRET_KEY_BASE",
        "API_KEY",
        "PRIVATE_KEY",
        "ACCESS_TOKEN",
        "MASTER_KEY",
    ];
}
