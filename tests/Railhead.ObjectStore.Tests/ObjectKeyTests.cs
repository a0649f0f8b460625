using System.Security.Cryptography;
using System.Text;
using Amazon.S3;
using Amazon.S3.Model;

namespace Railhead.ObjectStore.Tests;

/// <summary>Keys, whatever their characters: deleted, copied, refused.</summary>
public sealed class ObjectKeyTests(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    readonly AmazonS3Client _client = fixture.Server.Client();

    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_deleted_object_is_NoSuchKey_and_deleting_it_again_is_no_error()
    {
        await _client.Put("gone", "x"u8.ToArray());
        await _client.DeleteObjectAsync(StoreServer.Bucket, "gone", Token);
        await _client.DeleteObjectAsync(StoreServer.Bucket, "gone", Token);
        Assert.Equal("NoSuchKey", (await Calls.Refused(() => _client.GetObjectAsync(StoreServer.Bucket, "gone", Token))).ErrorCode);
    }

    [Fact]
    public async Task Many_keys_are_deleted_at_once_whatever_their_characters()
    {
        string[] keys = ["many/a", "many/ä & <b>", " many/ spaces ", "many/plus+percent%20", "many/\r\n", "many/\u0001"];
        foreach (var key in keys)
        {
            await _client.Put(key, "x"u8.ToArray());
        }

        var deleted = await _client.DeleteObjectsAsync(
            new DeleteObjectsRequest
            {
                BucketName = StoreServer.Bucket,
                Objects = [.. keys[..5].Append("many/never").Select(key => new KeyVersion { Key = key })],
            },
            Token
        );
        Assert.Equal(6, deleted.DeletedObjects.Count);
        foreach (var key in keys[..5])
        {
            await Calls.Refused(() => _client.GetObjectMetadataAsync(StoreServer.Bucket, key, Token));
        }

        await _client.GetObjectMetadataAsync(StoreServer.Bucket, keys[5], Token);
    }

    [Theory]
    [InlineData("a/../../b")]
    [InlineData("a/./b//c/")]
    [InlineData("/leading")]
    [InlineData("space and+plus%20percent")]
    [InlineData("ünïcødé/😀/漢字")]
    [InlineData("?query=1&b#fragment")]
    [InlineData("quotes'\"!*()[]{}|\\^~`$@:;,=")]
    public async Task A_key_may_be_any_text(string key)
    {
        // The .NET client itself shortens dots in the paths it sends; presigned and listed keys show what is stored.
        await fixture.Server.Raw().PutSigned(key, Encoding.UTF8.GetBytes(key));
        Assert.Equal(key, Encoding.UTF8.GetString(await fixture.Server.Raw().GetSigned(key)));
        var listed = await _client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = StoreServer.Bucket, Prefix = key }, Token);
        Assert.Equal([key], listed.S3Objects.Select(each => each.Key));
    }

    [Fact]
    public async Task A_key_of_1024_bytes_is_taken_and_a_longer_one_refused()
    {
        await _client.Put(new string('k', 1024), "x"u8.ToArray());
        var refused = await Calls.Refused(() => _client.Put(new string('ä', 512) + "k", "x"u8.ToArray()));
        Assert.Equal("KeyTooLongError", refused.ErrorCode);
    }

    [Fact]
    public async Task A_copy_has_the_content_and_metadata_of_its_source_or_new_metadata()
    {
        var content = RandomNumberGenerator.GetBytes(300_000);
        await _client.PutObjectAsync(
            new PutObjectRequest
            {
                BucketName = StoreServer.Bucket,
                Key = "copy/source ä+",
                InputStream = new MemoryStream(content),
                ContentType = "image/x",
                Metadata = { ["a"] = "1" },
            },
            Token
        );
        await _client.CopyObjectAsync(StoreServer.Bucket, "copy/source ä+", StoreServer.Bucket, "copy/same", Token);
        await _client.CopyObjectAsync(
            new CopyObjectRequest
            {
                SourceBucket = StoreServer.Bucket,
                SourceKey = "copy/source ä+",
                DestinationBucket = StoreServer.Bucket,
                DestinationKey = "copy/other",
                MetadataDirective = S3MetadataDirective.REPLACE,
                ContentType = "image/y",
                Metadata = { ["b"] = "2" },
            },
            Token
        );
        using var same = await _client.GetObjectAsync(StoreServer.Bucket, "copy/same", Token);
        using var other = await _client.GetObjectAsync(StoreServer.Bucket, "copy/other", Token);
        Assert.Equal(content, await same.Bytes());
        Assert.Equal(content, await other.Bytes());
        Assert.Equal(("image/x", "1"), (same.Headers.ContentType, same.Metadata["a"]));
        Assert.Equal(("image/y", "2", null), (other.Headers.ContentType, other.Metadata["b"], other.Metadata["a"]));
        var itself = await Calls.Refused(() =>
            _client.CopyObjectAsync(StoreServer.Bucket, "copy/same", StoreServer.Bucket, "copy/same", Token)
        );
        Assert.Equal("InvalidRequest", itself.ErrorCode);
    }
}
