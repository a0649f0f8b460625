using Amazon.S3;
using Amazon.S3.Model;

namespace Railhead.ObjectStore.Tests;

/// <summary>Short ways to call Amazon's client.</summary>
static class Calls
{
    public static Task<PutObjectResponse> Put(this AmazonS3Client client, string key, byte[] content) =>
        client.PutObjectAsync(
            new PutObjectRequest
            {
                BucketName = StoreServer.Bucket,
                Key = key,
                InputStream = new MemoryStream(content),
            },
            TestContext.Current.CancellationToken
        );

    public static async Task<byte[]> Bytes(this GetObjectResponse got)
    {
        using var content = new MemoryStream();
        await got.ResponseStream.CopyToAsync(content, TestContext.Current.CancellationToken);
        return content.ToArray();
    }

    public static async Task<AmazonS3Exception> Refused(Func<Task> action) => await Assert.ThrowsAnyAsync<AmazonS3Exception>(action);
}
