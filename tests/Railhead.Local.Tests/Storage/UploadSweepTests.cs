using Amazon.S3.Model;
using Microsoft.Extensions.Time.Testing;

namespace Railhead.Local.Tests;

/// <summary>Multipart uploads that nobody completes.</summary>
public sealed class UploadSweepTests
{
    const string Files = "guestbook-local-files";

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_abandoned_upload_and_its_parts_end_after_seven_days_although_the_store_was_restarted()
    {
        await using var endpoint = await EndpointProcess.StartAsync();
        await BeginAsync(endpoint);
        await endpoint.KillAsync();
        Assert.Equal(2, Blobs(endpoint));

        var begun = TimeProvider.System.GetUtcNow();
        var time = new FakeTimeProvider(begun.AddDays(6));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var running = AwsEndpoint.RunAsync(AwsEndpointConfiguration.FileOf(endpoint.Layout), null, time, stop.Token);
        await Eventually.TrueAsync(
            () =>
            {
                time.Advance(TimeSpan.FromHours(1));
                return Blobs(endpoint) == 1;
            },
            "the parts are deleted"
        );
        // S3 counts whole days and rounds up to the next midnight.
        Assert.True(time.GetUtcNow() > begun.AddDays(6.9), $"too early: {time.GetUtcNow() - begun}");
        Assert.Equal(1, (await endpoint.Control.UsageAsync(Cancellation)).Single(bucket => bucket.Name == Files).Objects);
        await stop.CancelAsync();
        await running;
    }

    static async Task BeginAsync(EndpointProcess endpoint)
    {
        using var s3 = endpoint.S3(await endpoint.CredentialsAsync());
        var upload = await s3.InitiateMultipartUploadAsync(
            new InitiateMultipartUploadRequest { BucketName = Files, Key = "abandoned" },
            Cancellation
        );
        await s3.UploadPartAsync(
            new UploadPartRequest
            {
                BucketName = Files,
                Key = "abandoned",
                UploadId = upload.UploadId,
                PartNumber = 1,
                InputStream = new MemoryStream([1, 2, 3]),
            },
            Cancellation
        );
        await s3.PutObjectAsync(
            new PutObjectRequest
            {
                BucketName = Files,
                Key = "kept",
                ContentBody = "kept",
            },
            Cancellation
        );
    }

    static int Blobs(EndpointProcess endpoint) =>
        Directory.GetFiles(Path.Combine(endpoint.Layout.Storage, "blobs"), "*", SearchOption.AllDirectories).Length;
}
