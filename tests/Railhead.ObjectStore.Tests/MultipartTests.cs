using System.Security.Cryptography;
using System.Text;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.S3.Transfer;

namespace Railhead.ObjectStore.Tests;

/// <summary>Uploads in parts.</summary>
public sealed class MultipartTests : IAsyncLifetime
{
    const string Bucket = StoreServer.Bucket;
    const int MiB = 1024 * 1024;

    readonly TemporaryFolder _folder = new();
    StoreServer _server = null!;
    AmazonS3Client _client = null!;

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await StoreServer.Start(_folder.Path);
        _client = _server.Client();
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task TransferUtility_uploads_and_downloads_a_large_file_in_parts()
    {
        var content = RandomNumberGenerator.GetBytes(20 * MiB + 17);
        using var transfer = new TransferUtility(_client);
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
        using var got = await _client.GetObjectAsync(Bucket, "large", Token);
        Assert.EndsWith("-5\"", got.ETag, StringComparison.Ordinal);
        Assert.Equal(("video/x", "b"), (got.Headers.ContentType, got.Metadata["a"]));
        Assert.Equal(content, await Bytes(got));
        var downloaded = Path.Combine(_folder.Path, "downloaded");
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
        using var got = await _client.GetObjectAsync(
            new GetObjectRequest
            {
                BucketName = Bucket,
                Key = "parts",
                PartNumber = 2,
            },
            Token
        );
        Assert.Equal(second, await Bytes(got));
        Assert.Equal(2, got.PartsCount);
        var across = await _client.GetObjectAsync(
            new GetObjectRequest
            {
                BucketName = Bucket,
                Key = "parts",
                ByteRange = new Amazon.S3.Model.ByteRange(5 * MiB - 2, 5 * MiB + 1),
            },
            Token
        );
        var edge = await Bytes(across);
        Assert.Equal(first[^2..].Concat(second[..2]), edge);
        Assert.Equal(2, StoreServer.Blobs(_folder.Path).Length);
        Assert.Equal(new BucketUsage(Bucket, 1, 5 * MiB + 1000), _server.Store.Usage()[0]);
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
                await _client.ListMultipartUploadsAsync(new ListMultipartUploadsRequest { BucketName = Bucket }, Token)
            ).MultipartUploads.Select(each => each.UploadId)
        );
        await _client.AbortMultipartUploadAsync(Bucket, "aborted", upload.UploadId, Token);
        Assert.Empty(StoreServer.Blobs(_folder.Path));
        Assert.Equal("NoSuchUpload", await Refused(() => Complete(upload, part)));
        Assert.Equal("NoSuchUpload", await Refused(() => Part(upload, 2, new byte[1])));
        Assert.Empty(StoreServer.Blobs(_folder.Path));
    }

    [Fact]
    public async Task Uploads_and_parts_are_listed_page_by_page()
    {
        var uploads = new List<string>();
        foreach (var key in new[] { "p/a", "p/a", "p/b", "q" })
        {
            uploads.Add((await Begin(key)).UploadId);
        }

        var listed = new List<string>();
        var request = new ListMultipartUploadsRequest
        {
            BucketName = Bucket,
            Prefix = "p/",
            MaxUploads = 1,
        };
        ListMultipartUploadsResponse page;
        do
        {
            page = await _client.ListMultipartUploadsAsync(request, Token);
            listed.AddRange(page.MultipartUploads.Select(each => each.UploadId));
            (request.KeyMarker, request.UploadIdMarker) = (page.NextKeyMarker, page.NextUploadIdMarker);
        } while (page.IsTruncated == true);
        Assert.Equal(uploads[..3].Order(), listed.Order());

        var upload = new InitiateMultipartUploadResponse { Key = "q", UploadId = uploads[3] };
        foreach (var number in new[] { 1, 2, 300 })
        {
            await Part(upload, number, new byte[number]);
        }

        var first = await _client.ListPartsAsync(
            new ListPartsRequest
            {
                BucketName = Bucket,
                Key = "q",
                UploadId = uploads[3],
                MaxParts = 2,
            },
            Token
        );
        Assert.Equal([1, 2], first.Parts.Select(part => part.PartNumber!.Value));
        Assert.True(first.IsTruncated);
        var rest = await _client.ListPartsAsync(
            new ListPartsRequest
            {
                BucketName = Bucket,
                Key = "q",
                UploadId = uploads[3],
                PartNumberMarker = "2",
            },
            Token
        );
        Assert.Equal((300, 300L), (rest.Parts.Single().PartNumber!.Value, rest.Parts.Single().Size!.Value));
    }

    [Fact]
    public async Task A_part_can_be_copied_from_a_range_of_an_object()
    {
        var content = RandomNumberGenerator.GetBytes(6 * MiB);
        await _client.PutObjectAsync(
            new PutObjectRequest
            {
                BucketName = Bucket,
                Key = "source",
                InputStream = new MemoryStream(content),
            },
            Token
        );
        var upload = await Begin("of-copies");
        var copied = await _client.CopyPartAsync(
            new CopyPartRequest
            {
                SourceBucket = Bucket,
                SourceKey = "source",
                DestinationBucket = Bucket,
                DestinationKey = "of-copies",
                UploadId = upload.UploadId,
                PartNumber = 1,
                FirstByte = 100,
                LastByte = 5 * MiB + 99,
            },
            Token
        );
        await Complete(upload, new PartETag(1, copied.ETag), await Part(upload, 2, [1, 2, 3]));
        using var got = await _client.GetObjectAsync(Bucket, "of-copies", Token);
        byte[] expected = [.. content[100..(5 * MiB + 100)], 1, 2, 3];
        Assert.Equal(expected, await Bytes(got));
    }

    [Theory]
    [InlineData("CRC32")]
    [InlineData("CRC32C")]
    public async Task The_checksum_of_the_whole_is_that_of_one_upload(string name)
    {
        var algorithm = Amazon.S3.ChecksumAlgorithm.FindValue(name);
        byte[][] parts = [RandomNumberGenerator.GetBytes(5 * MiB), RandomNumberGenerator.GetBytes(12345)];
        var upload = await _client.InitiateMultipartUploadAsync(
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
        await _client.PutObjectAsync(
            new PutObjectRequest
            {
                BucketName = Bucket,
                Key = "once",
                InputStream = new MemoryStream([.. parts[0], .. parts[1]]),
                ChecksumAlgorithm = algorithm,
            },
            Token
        );
        var (joined, once) = (_server.Store.Find(Bucket, "sum")!.Checksum, _server.Store.Find(Bucket, "once")!.Checksum);
        Assert.NotNull(once);
        Assert.Equal(once, joined);
    }

    Task<InitiateMultipartUploadResponse> Begin(string key) =>
        _client.InitiateMultipartUploadAsync(new InitiateMultipartUploadRequest { BucketName = Bucket, Key = key }, Token);

    async Task<PartETag> Part(
        InitiateMultipartUploadResponse upload,
        int number,
        byte[] content,
        Amazon.S3.ChecksumAlgorithm? algorithm = null
    ) =>
        new(
            await _client.UploadPartAsync(
                new UploadPartRequest
                {
                    BucketName = Bucket,
                    Key = upload.Key,
                    UploadId = upload.UploadId,
                    PartNumber = number,
                    InputStream = new MemoryStream(content),
                    ChecksumAlgorithm = algorithm,
                },
                Token
            )
        );

    Task<CompleteMultipartUploadResponse> Complete(InitiateMultipartUploadResponse upload, params PartETag[] parts) =>
        _client.CompleteMultipartUploadAsync(
            new CompleteMultipartUploadRequest
            {
                BucketName = Bucket,
                Key = upload.Key,
                UploadId = upload.UploadId,
                PartETags = [.. parts],
            },
            Token
        );

    // Amazon's client puts the parts in order by itself.
    async Task<string> CompleteAsWritten(InitiateMultipartUploadResponse upload, params PartETag[] parts)
    {
        var document = string.Concat(
            parts.Select(part => $"<Part><PartNumber>{part.PartNumber}</PartNumber><ETag>{part.ETag}</ETag></Part>")
        );
        var body = Encoding.UTF8.GetBytes($"<CompleteMultipartUpload>{document}</CompleteMultipartUpload>");
        var (raw, signer) = (_server.Raw(), new Signer(TimeProvider.System.GetUtcNow()));
        var headers = raw.Headers(signer, Signer.Hash(body));
        RawClient.Sign(signer, "POST", SignedRequests.PathOf(upload.Key), headers, $"uploadId={upload.UploadId}");
        headers["content-length"] = $"{body.Length}";
        return (await raw.Send("POST", $"{SignedRequests.PathOf(upload.Key)}?uploadId={upload.UploadId}", headers, body)).Code;
    }

    static async Task<string> Refused(Func<Task> action) => (await Assert.ThrowsAnyAsync<AmazonS3Exception>(action)).ErrorCode;

    static async Task<byte[]> Bytes(GetObjectResponse got)
    {
        using var content = new MemoryStream();
        await got.ResponseStream.CopyToAsync(content, Token);
        return content.ToArray();
    }
}
