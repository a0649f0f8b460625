using Amazon.Runtime;
using Amazon.S3;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Railhead.ObjectStore.Tests;

/// <summary>A store behind a real Kestrel on a port of its own, with the buckets <c>files</c> and <c>other</c>.</summary>
sealed class StoreServer : IAsyncDisposable
{
    public const string Bucket = "files";
    public const string OtherBucket = "other";
    public const string Account = "000000000000";
    public const string AccessKey = "AKIAFILES";
    public const string Secret = "secret/of+files";

    readonly WebApplication _app;

    StoreServer(WebApplication app, ObjectStore store, string folder)
    {
        _app = app;
        Store = store;
        Folder = folder;
        Url = new Uri(app.Urls.Single());
    }

    public Uri Url { get; }

    public ObjectStore Store { get; }

    public string Folder { get; }

    /// <summary>May do everything with <c>files</c> and nothing with <c>other</c>.</summary>
    public static Principal App { get; } =
        new()
        {
            Name = "app",
            SecretAccessKey = Secret,
            Allows = (_, resource) =>
                resource == "arn:aws:s3:::files" || resource.StartsWith("arn:aws:s3:::files/", StringComparison.Ordinal),
        };

    public static async Task<StoreServer> Start(
        string folder,
        TimeProvider? time = null,
        Func<string, string?, Principal?>? principals = null
    )
    {
        time ??= TimeProvider.System;
        var store = ObjectStore.Open(folder, time);
        store.EnsureBucket(Bucket, versioning: true);
        store.EnsureBucket(OtherBucket, versioning: false);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(ObjectStoreLimits.Apply);
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapObjectStore(store, (key, token) => principals?.Invoke(key, token) ?? (key == AccessKey ? App : null), Account, time);
        await app.StartAsync();
        return new StoreServer(app, store, folder);
    }

    /// <summary>The files below a store's folder that hold content.</summary>
    public static string[] Blobs(string store) =>
        [
            .. new[] { "blobs", "incoming" }.SelectMany(part =>
                Directory.GetFiles(Path.Combine(store, part), "*", SearchOption.AllDirectories)
            ),
        ];

    public AmazonS3Client Client() => Client(Url);

    public static AmazonS3Client Client(Uri url) =>
        new(
            new BasicAWSCredentials(AccessKey, Secret),
            new AmazonS3Config
            {
                ServiceURL = url.ToString(),
                AuthenticationRegion = "eu-west-1",
                ForcePathStyle = true,
                MaxErrorRetry = 0,
            }
        );

    public RawClient Raw() => new(Url);

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Store.Dispose();
    }
}
