using System.Security.Cryptography;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.S3.Transfer;

namespace Railhead.ObjectStore.Tests;

/// <summary>Uploads in parts.</summary>
public sealed class MultipartTests : MultipartUploads
{
    [Fact]
    public async Task TransferUtility_uploads_and_downloads_a_large_file_in_parts()
    {
        var content = RandomNumberGenerator.GetBytes(20 * MiB + 17);
        using var transfer = new TransferUtility(Client);
        await transfer.UploadAsync(
            new TransferUtilityUploadRequest
            {
                BucketName = Bucket,
                Key = "large",
                InputStream = new MemoryStream(content),
                ContentType = "video/x",
                PartSize = 5 * MiB,
                Metadata = { ["a"] = "b" },
            },
            Token
        );
        using var got = await Client.GetObjectAsync(Bucket, "large", Token);
        Assert.EndsWith("-5\"", got.ETag, StringComparison.Ordinal);
        Assert.Equal(("video/x", "b"), (got.Headers.ContentType, got.Metadata["a"]));
        Assert.Equal(content, await got.Bytes());
        var downloaded = Path.Combine(Folder, "downloaded");
        await transfer.DownloadAsync(downloaded, Bucket, "large", Token);
        Assert.Equal(content, await File.ReadAllBytesAsync(downloaded, Token));
    }

    [Fact]
    public async Task Parts_are_put_together_by_their_numbers_and_the_rest_is_forgotten()
    {
        var upload = await Begin("parts");
        var (first, second, unused) = (RandomNumberGenerator.GetBytes(5 * MiB), RandomNumberGenerator.GetBytes(1000), new byte[10]);
        await Part(upload, 9, unused);
        var two = await Part(upload, 7, second);
        await Part(upload, 3, unused);
        var one = await Part(upload, 3, first);
        var completed = await Complete(upload, one, two);
        var again = await Complete(upload, one, two);
        Assert.Equal(completed.ETag, again.ETag);
#pragma warning disable CA5351 // an ETag is an MD5
        byte[] hashes = [.. MD5.HashData(first), .. MD5.HashData(second)];
        Assert.Equal($"\"{Convert.ToHexStringLower(MD5.HashData(hashes))}-2\"", completed.ETag);
#pragma warning restore CA5351
        using var got = await Client.GetObjectAsync(
            new GetObjectRequest
            {
                BucketName = Bucket,
                Key = "parts",
                PartNumber = 2,
            },
            Token
        );
        Assert.Equal(second, await got.Bytes());
        Assert.Equal(2, got.PartsCount);
        var across = await Client.GetObjectAsync(
            new GetObjectRequest
            {
                BucketName = Bucket,
                Key = "parts",
                ByteRange = new Amazon.S3.Model.ByteRange(5 * MiB - 2, 5 * MiB + 1),
            },
            Token
        );
        var edge = await across.Bytes();
        Assert.Equal(first[^2..].Concat(second[..2]), edge);
        Assert.Equal(2, StoreServer.Blobs(Folder).Length);
        Assert.Equal(new BucketUsage(Bucket, 1, 5 * MiB + 1000), Server.Store.Usage()[0]);
    }

    [Fact]
    public async Task What_cannot_be_completed_is_refused_in_the_words_of_S3()
    {
        var upload = await Begin("refused");
        var (one, two) = (await Part(upload, 1, new byte[10]), await Part(upload, 2, new byte[10]));
        Assert.Equal("InvalidPartOrder", await CompleteAsWritten(upload, two, one));
        Assert.Equal("InvalidPart", await Refused(() => Complete(upload, new PartETag(1, "\"00\""))));
        Assert.Equal("InvalidPart", await Refused(() => Complete(upload, one, new PartETag(5, two.ETag))));
        Assert.Equal("EntityTooSmall", await Refused(() => Complete(upload, one, two)));
        Assert.Equal(
            "NoSuchUpload",
            await Refused(() => Complete(new InitiateMultipartUploadResponse { Key = "refused", UploadId = "none" }, one))
        );
        await Complete(upload, one);
    }

    [Fact]
    public async Task An_aborted_upload_leaves_nothing()
    {
        var upload = await Begin("aborted");
        var part = await Part(upload, 1, new byte[1000]);
        Assert.Equal(
            [upload.UploadId],
            (
                await Client.ListMultipartUploadsAsync(new ListMultipartUploadsRequest { BucketName = Bucket }, Token)
            ).MultipartUploads.Select(each => each.UploadId)
        );
        await Client.AbortMultipartUploadAsync(Bucket, "aborted", upload.UploadId, Token);
        Assert.Empty(StoreServer.Blobs(Folder));
        Assert.Equal("NoSuchUpload", await Refused(() => Complete(upload, part)));
        Assert.Equal("NoSuchUpload", await Refused(() => Part(upload, 2, new byte[1])));
        Assert.Empty(StoreServer.Blobs(Folder));
    }

    [Fact]
    public async Task Only_the_uploads_that_count_as_abandoned_are_aborted()
    {
        var (old, young) = (await Begin("old"), await Begin("young"));
        await Part(old, 1, new byte[1000]);
        var part = await Part(young, 1, new byte[1000]);
        Assert.Equal(1, await Server.Store.AbortUploadsAsync((bucket, key, _) => (bucket, key) == (Bucket, "old")));
        var left = await Client.ListMultipartUploadsAsync(new ListMultipartUploadsRequest { BucketName = Bucket }, Token);
        Assert.Equal([young.UploadId], left.MultipartUploads.Select(each => each.UploadId));
        Assert.Single(StoreServer.Blobs(Folder));
        Assert.Equal("NoSuchUpload", await Refused(() => Part(old, 2, new byte[1])));
        await Complete(young, part);
    }

    [Theory]
    [InlineData("CRC32")]
    [InlineData("CRC32C")]
    public async Task The_checksum_of_the_whole_is_that_of_one_upload(string name)
    {
        var algorithm = Amazon.S3.ChecksumAlgorithm.FindValue(name);
        byte[][] parts = [RandomNumberGenerator.GetBytes(5 * MiB), RandomNumberGenerator.GetBytes(12345)];
        var upload = await Client.InitiateMultipartUploadAsync(
            new InitiateMultipartUploadRequest
            {
                BucketName = Bucket,
                Key = "sum",
                ChecksumAlgorithm = algorithm,
                ChecksumType = ChecksumType.FULL_OBJECT,
            },
            Token
        );
        await Complete(upload, await Part(upload, 1, parts[0], algorithm), await Part(upload, 2, parts[1], algorithm));
        await Client.PutObjectAsync(
            new PutObjectRequest
            {
                BucketName = Bucket,
                Key = "once",
                InputStream = new MemoryStream([.. parts[0], .. parts[1]]),
                ChecksumAlgorithm = algorithm,
            },
            Token
        );
        var (joined, once) = (Server.Store.Find(Bucket, "sum")!.Checksum, Server.Store.Find(Bucket, "once")!.Checksum);
        Assert.NotNull(once);
        Assert.Equal(once, joined);
    }
}
