using System.Text;
using Amazon.S3;
using Amazon.S3.Model;

namespace Railhead.ObjectStore.Tests;

/// <summary>A store, and the steps of an upload in parts.</summary>
public abstract class MultipartUploads : IAsyncLifetime
{
    protected const string Bucket = StoreServer.Bucket;
    protected const int MiB = 1024 * 1024;

    readonly TemporaryFolder _folder = new();

    private protected StoreServer Server { get; private set; } = null!;

    protected AmazonS3Client Client { get; private set; } = null!;

    protected string Folder => _folder.Path;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Server = await StoreServer.Start(_folder.Path);
        Client = Server.Client();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
        _folder.Dispose();
    }

    protected Task<InitiateMultipartUploadResponse> Begin(string key) =>
        Client.InitiateMultipartUploadAsync(new InitiateMultipartUploadRequest { BucketName = Bucket, Key = key }, Token);

    protected async Task<PartETag> Part(
        InitiateMultipartUploadResponse upload,
        int number,
        byte[] content,
        Amazon.S3.ChecksumAlgorithm? algorithm = null
    ) =>
        new(
            await Client.UploadPartAsync(
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

    protected Task<CompleteMultipartUploadResponse> Complete(InitiateMultipartUploadResponse upload, params PartETag[] parts) =>
        Client.CompleteMultipartUploadAsync(
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
    protected async Task<string> CompleteAsWritten(InitiateMultipartUploadResponse upload, params PartETag[] parts)
    {
        var document = string.Concat(
            parts.Select(part => $"<Part><PartNumber>{part.PartNumber}</PartNumber><ETag>{part.ETag}</ETag></Part>")
        );
        var body = Encoding.UTF8.GetBytes($"<CompleteMultipartUpload>{document}</CompleteMultipartUpload>");
        var (raw, signer) = (Server.Raw(), new Signer(TimeProvider.System.GetUtcNow()));
        var headers = raw.Headers(signer, Signer.Hash(body));
        RawClient.Sign(signer, "POST", SignedRequests.PathOf(upload.Key), headers, $"uploadId={upload.UploadId}");
        headers["content-length"] = $"{body.Length}";
        return (await raw.Send("POST", $"{SignedRequests.PathOf(upload.Key)}?uploadId={upload.UploadId}", headers, body)).Code;
    }

    protected static async Task<string> Refused(Func<Task> action) => (await Assert.ThrowsAnyAsync<AmazonS3Exception>(action)).ErrorCode;
}
