using Amazon.S3;
using Amazon.S3.Model;

namespace Railhead.ObjectStore.Tests;

/// <summary>ListObjectVersions is answered as on a bucket that never had versioning.</summary>
public sealed class VersionListingTests : IAsyncLifetime
{
    const string Bucket = StoreServer.Bucket;

    readonly TemporaryFolder _folder = new();
    StoreServer _server = null!;
    AmazonS3Client _client = null!;
    RawClient _raw = null!;

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await StoreServer.Start(_folder.Path);
        _client = _server.Client();
        _raw = _server.Raw();
        foreach (var key in (string[])["a", "d/1", "d/2", "e f&<", "z"])
        {
            await _raw.PutSigned(key, System.Text.Encoding.UTF8.GetBytes(key));
        }
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Each_object_is_one_version_that_is_the_latest()
    {
        await _raw.PutSigned("a", "again"u8.ToArray());
        await _client.DeleteObjectAsync(Bucket, "z", Token);
        var answer = await _client.ListVersionsAsync(Bucket, Token);
        Assert.Equal(["a", "d/1", "d/2", "e f&<"], answer.Versions.Select(version => version.Key));
        Assert.All(answer.Versions, version => Assert.Equal(("null", true), (version.VersionId, version.IsLatest)));
        Assert.DoesNotContain(answer.Versions, version => version.IsDeleteMarker == true);
        var objects = (await _client.ListObjectsAsync(Bucket, Token)).S3Objects;
        Assert.Equal(
            objects.Select(one => (one.Key, one.ETag, one.Size, one.LastModified, one.StorageClass.Value, one.Owner.Id)),
            answer.Versions.Select(one => (one.Key, one.ETag, one.Size, one.LastModified, one.StorageClass.Value, one.Owner.Id))
        );
        Assert.Equal((false, null), (answer.IsTruncated, answer.NextKeyMarker));
    }

    [Theory]
    [InlineData("", "", 1, "a | d/1 | d/2 | e f&< | z")]
    [InlineData("", "/", 1, "a | d/ | e f&< | z")]
    [InlineData("", "/", 2, "a d/ | e f&< z")]
    [InlineData("", "", 5, "a d/1 d/2 e f&< z")]
    [InlineData("d/", "/", 1, "d/1 | d/2")]
    [InlineData("x", "", 1, "")]
    public async Task Pages_follow_each_other_by_their_markers(string prefix, string delimiter, int size, string expected)
    {
        var pages = new List<string>();
        var request = new ListVersionsRequest
        {
            BucketName = Bucket,
            Prefix = prefix,
            Delimiter = delimiter,
            MaxKeys = size,
        };
        while (true)
        {
            var page = await _client.ListVersionsAsync(request, Token);
            var names = (page.Versions ?? []).Select(version => version.Key).Concat(page.CommonPrefixes ?? []);
            pages.Add(string.Join(' ', names.Order(StringComparer.Ordinal)));
            if (page.IsTruncated != true)
            {
                break;
            }

            Assert.Equal(page.NextKeyMarker.EndsWith('/') ? null : "null", page.NextVersionIdMarker);
            (request.KeyMarker, request.VersionIdMarker) = (page.NextKeyMarker, page.NextVersionIdMarker);
        }

        Assert.Equal(expected, string.Join(" | ", pages));
    }

    [Theory]
    [InlineData("key-marker=d%2F1&version-id-marker=null&versions=", "<Key>d/2</Key>", "<Key>d/1</Key>")]
    [InlineData("key-marker=d%2F1&versions=", "<Key>d/2</Key>", "<Key>d/1</Key>")]
    [InlineData("key-marker=d0&versions=", "<Key>e f&amp;&lt;</Key>", "<Key>d/2</Key>")]
    [InlineData("encoding-type=url&versions=", "<Key>e%20f%26%3C</Key>", "<Key>e f")]
    [InlineData("max-keys=0&versions=", "<IsTruncated>false</IsTruncated>", "<Version>")]
    public async Task A_list_begins_after_its_marker(string query, string there, string absent)
    {
        var answer = await _raw.Ask("GET", "/files", query);
        Assert.Equal(200, answer.Status);
        Assert.Contains(there, answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(absent, answer.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("version-id-marker=null&versions=")]
    [InlineData("key-marker=a&version-id-marker=abc&versions=")]
    [InlineData("encoding-type=base64&versions=")]
    [InlineData("max-keys=-1&versions=")]
    public async Task What_S3_refuses_is_refused(string query) =>
        Assert.Equal("InvalidArgument", (await _raw.Ask("GET", "/files", query)).Code);

    /// <summary>Libraries empty a bucket in this way, whether or not it has versions.</summary>
    [Fact]
    public async Task A_bucket_is_emptied_by_its_versions()
    {
        var found = await _client.ListVersionsAsync(Bucket, Token);
        var deleted = await _client.DeleteObjectsAsync(
            new DeleteObjectsRequest
            {
                BucketName = Bucket,
                Objects = [.. found.Versions.Select(version => new KeyVersion { Key = version.Key, VersionId = version.VersionId })],
            },
            Token
        );
        Assert.Equal(5, deleted.DeletedObjects.Count);
        Assert.Empty((await _client.ListVersionsAsync(Bucket, Token)).Versions ?? []);
    }

    [Fact]
    public async Task A_role_without_the_permission_is_denied()
    {
        using var folder = new TemporaryFolder();
        await using var server = await StoreServer.Start(
            folder.Path,
            principals: (_, _) => StoreServer.App with { Allows = (action, _) => action is "s3:ListBucket" }
        );
        Assert.Equal("AccessDenied", (await server.Raw().Ask("GET", "/files", "versions=")).Code);
    }
}
