using System.Net;
using System.Security.Cryptography;
using System.Text;
using Amazon.S3;
using Amazon.S3.Model;
using SdkRange = Amazon.S3.Model.ByteRange;

namespace Railhead.ObjectStore.Tests;

/// <summary>Objects through Amazon's own client.</summary>
public sealed class ObjectTests(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    readonly AmazonS3Client _client = fixture.Server.Client();

    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(70_000)]
    [InlineData(3_000_000)]
    public async Task What_is_put_is_read_back_byte_for_byte(int size)
    {
        var content = RandomNumberGenerator.GetBytes(size);
        var put = await _client.Put($"bytes/{size}", content);
        using var got = await _client.GetObjectAsync(StoreServer.Bucket, $"bytes/{size}", Token);
        Assert.Equal(content, await got.Bytes());
        Assert.Equal(put.ETag, got.ETag);
#pragma warning disable CA5351 // an ETag is an MD5
        Assert.Equal($"\"{Convert.ToHexStringLower(MD5.HashData(content))}\"", got.ETag);
#pragma warning restore CA5351
        Assert.Equal(size, got.ContentLength);
    }

    [Fact]
    public async Task Headers_and_metadata_come_back_with_the_object()
    {
        var request = new PutObjectRequest
        {
            BucketName = StoreServer.Bucket,
            Key = "headers",
            ContentBody = "x",
            ContentType = "text/x-special",
        };
        request.Headers.CacheControl = "max-age=60";
        request.Headers.ContentDisposition = "attachment; filename=\"a b.txt\"";
        request.Headers.ContentEncoding = "gzip";
        request.Metadata["colour"] = "dark   red";
        request.StorageClass = S3StorageClass.StandardInfrequentAccess;
        await _client.PutObjectAsync(request, Token);
        var head = await _client.GetObjectMetadataAsync(StoreServer.Bucket, "headers", Token);
        Assert.Equal("text/x-special", head.Headers.ContentType);
        Assert.Equal("max-age=60", head.Headers.CacheControl);
        Assert.Equal("attachment; filename=\"a b.txt\"", head.Headers.ContentDisposition);
        Assert.Equal("gzip", head.Headers.ContentEncoding);
        Assert.Equal("dark   red", head.Metadata["colour"]);
        Assert.Equal(S3StorageClass.StandardInfrequentAccess, head.StorageClass);
    }

    [Theory]
    [InlineData("bytes=0-3", "0123", "bytes 0-3/10")]
    [InlineData("bytes=7-", "789", "bytes 7-9/10")]
    [InlineData("bytes=-2", "89", "bytes 8-9/10")]
    [InlineData("bytes=5-99", "56789", "bytes 5-9/10")]
    public async Task A_range_is_answered_with_206_and_its_place(string range, string expected, string place)
    {
        await _client.Put("range", "0123456789"u8.ToArray());
        using var got = await _client.GetObjectAsync(
            new GetObjectRequest
            {
                BucketName = StoreServer.Bucket,
                Key = "range",
                ByteRange = new SdkRange(range),
            },
            Token
        );
        Assert.Equal(HttpStatusCode.PartialContent, got.HttpStatusCode);
        Assert.Equal(expected, Encoding.ASCII.GetString(await got.Bytes()));
        Assert.Equal(place, got.ContentRange);
    }

    [Fact]
    public async Task A_range_behind_the_end_is_InvalidRange()
    {
        await _client.Put("range-end", "0123456789"u8.ToArray());
        var refused = await Calls.Refused(() =>
            _client.GetObjectAsync(
                new GetObjectRequest
                {
                    BucketName = StoreServer.Bucket,
                    Key = "range-end",
                    ByteRange = new SdkRange("bytes=10-"),
                },
                Token
            )
        );
        Assert.Equal(("InvalidRange", HttpStatusCode.RequestedRangeNotSatisfiable), (refused.ErrorCode, refused.StatusCode));
    }

    [Fact]
    public async Task Conditional_reads_answer_304_and_412()
    {
        var etag = (await _client.Put("conditional", "x"u8.ToArray())).ETag;
        var tomorrow = DateTime.SpecifyKind(TimeProvider.System.GetUtcNow().AddDays(1).DateTime, DateTimeKind.Utc);
        var yesterday = tomorrow.AddDays(-2);
        Assert.Equal(HttpStatusCode.NotModified, (await Calls.Refused(() => Get(request => request.EtagToNotMatch = etag))).StatusCode);
        Assert.Equal(
            HttpStatusCode.NotModified,
            (await Calls.Refused(() => Get(request => request.ModifiedSinceDate = tomorrow))).StatusCode
        );
        Assert.Equal(
            HttpStatusCode.PreconditionFailed,
            (await Calls.Refused(() => Get(request => request.EtagToMatch = "\"other\""))).StatusCode
        );
        Assert.Equal(
            HttpStatusCode.PreconditionFailed,
            (await Calls.Refused(() => Get(request => request.UnmodifiedSinceDate = yesterday))).StatusCode
        );
        using var got = await Get(request => (request.EtagToMatch, request.UnmodifiedSinceDate) = (etag, yesterday));
        Assert.Equal(HttpStatusCode.OK, got.HttpStatusCode);

        Task<GetObjectResponse> Get(Action<GetObjectRequest> condition)
        {
            var request = new GetObjectRequest { BucketName = StoreServer.Bucket, Key = "conditional" };
            condition(request);
            return _client.GetObjectAsync(request, Token);
        }
    }

    [Fact]
    public async Task Of_many_writers_that_want_to_be_first_one_is()
    {
        var attempts = Enumerable
            .Range(0, 20)
            .Select(async number =>
            {
                try
                {
                    await _client.PutObjectAsync(
                        new PutObjectRequest
                        {
                            BucketName = StoreServer.Bucket,
                            Key = "first",
                            ContentBody = $"{number}",
                            IfNoneMatch = "*",
                        },
                        Token
                    );
                    return true;
                }
                catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.PreconditionFailed)
                {
                    return false;
                }
            });
        Assert.Single(await Task.WhenAll(attempts), won => won);
    }

    [Fact]
    public async Task A_reader_finishes_what_it_began_although_the_object_is_overwritten_and_deleted()
    {
        var content = RandomNumberGenerator.GetBytes(20_000_000);
        await _client.Put("held", content);
        using var got = await _client.GetObjectAsync(StoreServer.Bucket, "held", Token);
        await _client.Put("held", "new"u8.ToArray());
        using (var fresh = await _client.GetObjectAsync(StoreServer.Bucket, "held", Token))
        {
            Assert.Equal("new"u8.ToArray(), await fresh.Bytes());
        }

        await _client.DeleteObjectAsync(StoreServer.Bucket, "held", Token);
        Assert.Equal(content, await got.Bytes());
    }

    [Fact]
    public async Task Overwriting_and_deleting_free_the_space()
    {
        using var folder = new TemporaryFolder();
        await using var server = await StoreServer.Start(folder.Path);
        using var own = server.Client();
        await own.PutObjectAsync(
            new PutObjectRequest
            {
                BucketName = StoreServer.Bucket,
                Key = "a",
                ContentBody = "first",
            },
            Token
        );
        await own.PutObjectAsync(
            new PutObjectRequest
            {
                BucketName = StoreServer.Bucket,
                Key = "a",
                ContentBody = "second!",
            },
            Token
        );
        Assert.Single(StoreServer.Blobs(folder.Path));
        Assert.Equal(new BucketUsage(StoreServer.Bucket, 1, 7), server.Store.Usage()[0]);
        await own.DeleteObjectAsync(StoreServer.Bucket, "a", Token);
        Assert.Empty(StoreServer.Blobs(folder.Path));
        Assert.Equal(new BucketUsage(StoreServer.Bucket, 0, 0), server.Store.Usage()[0]);
    }
}
