using System.Security.Cryptography;
using Amazon.S3.Model;

namespace Railhead.ObjectStore.Tests;

/// <summary>Parts that are listed, and parts that are copied from other objects.</summary>
public sealed class MultipartPartsTests : MultipartUploads
{
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
            page = await Client.ListMultipartUploadsAsync(request, Token);
            listed.AddRange(page.MultipartUploads.Select(each => each.UploadId));
            (request.KeyMarker, request.UploadIdMarker) = (page.NextKeyMarker, page.NextUploadIdMarker);
        } while (page.IsTruncated == true);
        Assert.Equal(uploads[..3].Order(), listed.Order());

        var upload = new InitiateMultipartUploadResponse { Key = "q", UploadId = uploads[3] };
        foreach (var number in new[] { 1, 2, 300 })
        {
            await Part(upload, number, new byte[number]);
        }

        var first = await Client.ListPartsAsync(
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
        var rest = await Client.ListPartsAsync(
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
        await Client.PutObjectAsync(
            new PutObjectRequest
            {
                BucketName = Bucket,
                Key = "source",
                InputStream = new MemoryStream(content),
            },
            Token
        );
        var upload = await Begin("of-copies");
        var copied = await Client.CopyPartAsync(
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
        using var got = await Client.GetObjectAsync(Bucket, "of-copies", Token);
        byte[] expected = [.. content[100..(5 * MiB + 100)], 1, 2, 3];
        Assert.Equal(expected, await got.Bytes());
    }
}
