using System.Globalization;
using System.Text;
using Microsoft.Extensions.Time.Testing;

namespace Railhead.ObjectStore.Tests;

/// <summary>The worked examples of AWS's Signature Version 4 documentation, sent to the letter.</summary>
public sealed class DocumentedExampleTests : IAsyncLifetime
{
    const string Credential = "AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request";

    static readonly Principal Documented = new()
    {
        Name = "documented",
        SecretAccessKey = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        Allows = (_, _) => true,
    };

    readonly TemporaryFolder _folder = new();
    StoreServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2013, 5, 24, 0, 0, 0, TimeSpan.Zero));
        _server = await StoreServer.Start(_folder.Path, time, (key, _) => key == "AKIAIOSFODNN7EXAMPLE" ? Documented : null);
        _server.Store.EnsureBucket("examplebucket", versioning: false);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Put_and_get_with_the_signature_in_the_header()
    {
        var put = await _server
            .Raw()
            .Send(
                "PUT",
                "/test%24file.text",
                Headers(
                    """
                    Host: examplebucket.s3.amazonaws.com
                    Date: Fri, 24 May 2013 00:00:00 GMT
                    Authorization: AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,SignedHeaders=date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class,Signature=98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd
                    x-amz-date: 20130524T000000Z
                    x-amz-storage-class: REDUCED_REDUNDANCY
                    x-amz-content-sha256: 44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072
                    Content-Length: 21
                    """
                ),
                "Welcome to Amazon S3."u8.ToArray()
            );
        Assert.Equal((200, ""), (put.Status, put.Code));

        var get = await _server
            .Raw()
            .Send(
                "GET",
                "/test.txt",
                Headers(
                    """
                    Host: examplebucket.s3.amazonaws.com
                    Authorization: AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41
                    Range: bytes=0-9
                    x-amz-content-sha256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
                    x-amz-date: 20130524T000000Z
                    """
                )
            );
        Assert.Equal((404, "NoSuchKey"), (get.Status, get.Code));
    }

    [Fact]
    public async Task A_presigned_get()
    {
        var answer = await _server
            .Raw()
            .Send(
                "GET",
                "/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request"
                    + "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host"
                    + "&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404",
                Headers("Host: examplebucket.s3.amazonaws.com")
            );
        Assert.Equal((404, "NoSuchKey"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task An_upload_in_signed_chunks()
    {
        var answer = await _server
            .Raw()
            .Send(
                "PUT",
                "/examplebucket/chunkObject.txt",
                Headers(
                    $"""
                    Host: s3.amazonaws.com
                    x-amz-date: 20130524T000000Z
                    x-amz-storage-class: REDUCED_REDUNDANCY
                    Authorization: AWS4-HMAC-SHA256 Credential={Credential},SignedHeaders=content-encoding;content-length;host;x-amz-content-sha256;x-amz-date;x-amz-decoded-content-length;x-amz-storage-class,Signature=4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9
                    x-amz-content-sha256: STREAMING-AWS4-HMAC-SHA256-PAYLOAD
                    Content-Encoding: aws-chunked
                    x-amz-decoded-content-length: 66560
                    Content-Length: 66824
                    """
                ),
                Chunks(
                    [
                        (65536, "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648"),
                        (1024, "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497"),
                        (0, "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9"),
                    ],
                    "\r\n"
                )
            );
        Assert.Equal((200, ""), (answer.Status, answer.Code));
        Assert.Equal(66560, _server.Store.Find("examplebucket", "chunkObject.txt")!.Size);
    }

    [Fact]
    public async Task An_upload_in_signed_chunks_with_a_trailer()
    {
        var body = Chunks(
            [
                (65536, "b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2"),
                (1024, "1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7"),
                (0, "2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992"),
            ],
            "x-amz-checksum-crc32c:sOO8/Q==\r\nx-amz-trailer-signature:d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435\r\n\r\n"
        );
        var answer = await _server
            .Raw()
            .Send(
                "PUT",
                "/examplebucket/chunkObject.txt",
                Headers(
                    $"""
                    Host: s3.amazonaws.com
                    x-amz-date: 20130524T000000Z
                    x-amz-storage-class: REDUCED_REDUNDANCY
                    Authorization: AWS4-HMAC-SHA256 Credential={Credential},SignedHeaders=content-encoding;host;x-amz-content-sha256;x-amz-date;x-amz-decoded-content-length;x-amz-storage-class;x-amz-trailer,Signature=106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e
                    x-amz-content-sha256: STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER
                    Content-Encoding: aws-chunked
                    x-amz-decoded-content-length: 66560
                    x-amz-trailer: x-amz-checksum-crc32c
                    Content-Length: {body.Length}
                    """
                ),
                body
            );
        Assert.Equal((200, ""), (answer.Status, answer.Code));
    }

    static byte[] Chunks((int Size, string Signature)[] chunks, string end)
    {
        var body = new StringBuilder();
        foreach (var (size, signature) in chunks)
        {
            body.Append(CultureInfo.InvariantCulture, $"{size:x};chunk-signature={signature}\r\n").Append('a', size);
            if (size > 0)
            {
                body.Append("\r\n");
            }
        }

        return Encoding.ASCII.GetBytes(body.Append(end).ToString());
    }

    static IEnumerable<KeyValuePair<string, string>> Headers(string lines) =>
        lines.Split('\n').Select(line => line.Split(": ", 2)).Select(pair => KeyValuePair.Create(pair[0], pair[1]));
}
