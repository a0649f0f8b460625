using Amazon.S3;
using Amazon.S3.Model;

namespace Railhead.ObjectStore.Tests;

/// <summary>Tags of objects, with Amazon's client.</summary>
public sealed class TaggingTests(StoreFixture fixture) : IClassFixture<StoreFixture>, IDisposable
{
    const string Bucket = StoreServer.Bucket;

    readonly AmazonS3Client _client = fixture.Server.Client();
    readonly RawClient _raw = fixture.Server.Raw();

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task The_tags_of_a_put_are_read_and_counted()
    {
        await PutAsync("put", ("env", "test"), ("Größe", "a b+c"));
        Assert.Equal([("env", "test"), ("Größe", "a b+c")], await TagsAsync("put"));
        Assert.Equal("2", (await _raw.Ask("HEAD", "/files/put")).Headers["x-amz-tagging-count"]);
        Assert.False((await _raw.Ask("HEAD", "/files/put")).Headers.ContainsKey("x-amz-tagging"));
    }

    [Fact]
    public async Task An_object_without_tags_has_an_empty_set_and_a_missing_one_is_NoSuchKey()
    {
        await PutAsync("bare");
        Assert.Empty(await TagsAsync("bare"));
        Assert.False((await _raw.Ask("HEAD", "/files/bare")).Headers.ContainsKey("x-amz-tagging-count"));
        Assert.Equal("NoSuchKey", (await Calls.Refused(() => TagsAsync("missing"))).ErrorCode);
    }

    [Fact]
    public async Task Tags_are_replaced_and_deleted_without_a_new_object()
    {
        await PutAsync("changed", ("old", "1"));
        var before = await _client.GetObjectMetadataAsync(Bucket, "changed", Token);
        await _client.PutObjectTaggingAsync(
            new PutObjectTaggingRequest
            {
                BucketName = Bucket,
                Key = "changed",
                Tagging = new Tagging { TagSet = [new Tag { Key = "new", Value = "2" }] },
            },
            Token
        );
        Assert.Equal([("new", "2")], await TagsAsync("changed"));
        await _client.DeleteObjectTaggingAsync(new DeleteObjectTaggingRequest { BucketName = Bucket, Key = "changed" }, Token);
        Assert.Empty(await TagsAsync("changed"));
        var after = await _client.GetObjectMetadataAsync(Bucket, "changed", Token);
        Assert.Equal((before.ETag, before.LastModified), (after.ETag, after.LastModified));
    }

    [Fact]
    public async Task An_overwritten_object_loses_its_tags()
    {
        await PutAsync("over", ("a", "b"));
        await PutAsync("over");
        Assert.Empty(await TagsAsync("over"));
    }

    [Theory]
    [InlineData(null, null, "a=b", "old=1")]
    [InlineData("COPY", null, null, "old=1")]
    [InlineData("REPLACE", null, "new=2", "new=2")]
    [InlineData("REPLACE", null, null, "")]
    [InlineData(null, "REPLACE", "new=2", "old=1")]
    [InlineData("REPLACE", "REPLACE", "new=2", "new=2")]
    public async Task A_copy_takes_the_tags_that_its_directive_says(string? tagging, string? metadata, string? sent, string expected)
    {
        await PutAsync("source", ("old", "1"));
        List<(string, string)> headers = [("x-amz-copy-source", "files/source")];
        Add("x-amz-tagging-directive", tagging);
        Add("x-amz-metadata-directive", metadata);
        Add("x-amz-tagging", sent);
        Assert.Equal(200, (await _raw.Ask("PUT", "/files/copied", "", null, [.. headers])).Status);
        Assert.Equal(expected, string.Join('&', (await TagsAsync("copied")).Select(tag => $"{tag.Key}={tag.Value}")));

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                headers.Add((name, value));
            }
        }
    }

    [Fact]
    public async Task A_multipart_upload_has_the_tags_of_its_creation()
    {
        var upload = await _client.InitiateMultipartUploadAsync(
            new InitiateMultipartUploadRequest
            {
                BucketName = Bucket,
                Key = "parts",
                TagSet = [new Tag { Key = "a", Value = "b" }],
            },
            Token
        );
        var part = await _client.UploadPartAsync(
            new UploadPartRequest
            {
                BucketName = Bucket,
                Key = "parts",
                UploadId = upload.UploadId,
                PartNumber = 1,
                InputStream = new MemoryStream([1]),
            },
            Token
        );
        await _client.CompleteMultipartUploadAsync(
            new CompleteMultipartUploadRequest
            {
                BucketName = Bucket,
                Key = "parts",
                UploadId = upload.UploadId,
                PartETags = [new PartETag(part)],
            },
            Token
        );
        Assert.Equal([("a", "b")], await TagsAsync("parts"));
    }

    [Theory]
    [InlineData("a=1&a=2", "InvalidArgument")]
    [InlineData("a=%zz", "InvalidArgument")]
    [InlineData("=1", "InvalidTag")]
    [InlineData("aws:a=1", "InvalidTag")]
    [InlineData("a=%3Cb%3E", "InvalidTag")]
    [InlineData("a=1&b=1&c=1&d=1&e=1&f=1&g=1&h=1&i=1&j=1&k=1", "BadRequest")]
    public async Task Tags_that_S3_does_not_allow_are_refused_before_anything_is_stored(string tags, string code)
    {
        var answer = await _raw.Ask("PUT", "/files/refused-tags", "", "x"u8.ToArray(), ("x-amz-tagging", tags));
        Assert.Equal((400, code), (answer.Status, answer.Code));
        Assert.Equal(404, (await _raw.Ask("HEAD", "/files/refused-tags")).Status);
    }

    async Task PutAsync(string key, params (string Key, string Value)[] tags) =>
        await _client.PutObjectAsync(
            new PutObjectRequest
            {
                BucketName = Bucket,
                Key = key,
                ContentBody = "x",
                TagSet = [.. tags.Select(tag => new Tag { Key = tag.Key, Value = tag.Value })],
            },
            Token
        );

    async Task<IReadOnlyList<(string Key, string Value)>> TagsAsync(string key)
    {
        var answer = await _client.GetObjectTaggingAsync(new GetObjectTaggingRequest { BucketName = Bucket, Key = key }, Token);
        return [.. (answer.Tagging ?? []).Select(tag => (tag.Key, tag.Value))];
    }
}
