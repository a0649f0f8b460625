using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Railhead.ObjectStore.Tests;

/// <summary>How content is sent: every payload mode, and what happens to content that was changed on the way.</summary>
public sealed class PayloadTests(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    const string Streaming = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
    const string StreamingTrailer = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER";
    const string UnsignedTrailer = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";

    readonly RawClient _raw = fixture.Server.Raw();
    readonly Signer _signer = new(TimeProvider.System.GetUtcNow());
    readonly byte[][] _chunks = [Ascii(70_000), Ascii(8192), Ascii(13)];

    byte[] Content => [.. _chunks.SelectMany(chunk => chunk)];

    string Trailer => "x-amz-checksum-sha256:" + Convert.ToBase64String(SHA256.HashData(Content));

    [Theory]
    [InlineData("plain")]
    [InlineData("UNSIGNED-PAYLOAD")]
    [InlineData(Streaming)]
    [InlineData(StreamingTrailer)]
    [InlineData(UnsignedTrailer)]
    public async Task Every_payload_mode_stores_the_content(string mode)
    {
        Taken(await Put(mode, mode));
        Assert.Equal(Content, await _raw.GetSigned(mode));
    }

    [Theory]
    [InlineData("plain", "XAmzContentSHA256Mismatch", 400)]
    [InlineData(Streaming, "SignatureDoesNotMatch", 403)]
    [InlineData(StreamingTrailer, "SignatureDoesNotMatch", 403)]
    [InlineData(UnsignedTrailer, "BadDigest", 400)]
    public async Task Content_that_was_changed_on_the_way_is_refused_and_not_stored(string mode, string code, int status)
    {
        await Refused(status, code, "changed-" + mode, mode, body => body[200] ^= 1);
    }

    [Fact]
    public async Task The_connection_serves_on_after_a_malformed_chunk()
    {
        await _raw.PutSigned("next", "next"u8.ToArray());
        byte[] body = [.. "zz\r\n"u8, .. new byte[5_000_000]];
        var headers = _raw.Headers(_signer, UnsignedTrailer);
        (headers["x-amz-decoded-content-length"], headers["x-amz-trailer"]) = ("5000000", "x-amz-checksum-sha256");
        RawClient.Sign(_signer, "PUT", "/files/malformed", headers);
        headers["content-length"] = $"{body.Length}";
        using var connection = await _raw.Open("PUT", "/files/malformed", headers, body);
        Assert.Equal(400, (await RawClient.Read(connection)).Status);

        headers = _raw.Headers(_signer, Signer.Hash([]));
        RawClient.Sign(_signer, "GET", "/files/next", headers);
        await _raw.SendOn(connection, "GET", "/files/next", headers);
        Assert.Equal("next", (await RawClient.Read(connection)).Body);
    }

    [Fact]
    public async Task A_changed_trailer_is_refused() =>
        await Refused(403, "SignatureDoesNotMatch", "trailer", StreamingTrailer, body => body[body.AsSpan().IndexOf("sha256:"u8) + 7] ^= 1);

    [Fact]
    public async Task A_trailer_without_its_signature_is_refused() =>
        await Refused(
            403,
            "SignatureDoesNotMatch",
            "no-trailer-signature",
            StreamingTrailer,
            change: null,
            cut: body => [.. body.AsSpan(0, body.AsSpan().IndexOf("x-amz-trailer-signature"u8)), .. "\r\n"u8]
        );

    [Fact]
    public async Task A_trailer_that_was_announced_and_is_missing_is_refused() =>
        await Refused(
            400,
            "MalformedTrailerError",
            "no-trailer",
            UnsignedTrailer,
            change: null,
            cut: body => [.. body.AsSpan(0, body.AsSpan().IndexOf("x-amz-checksum-sha256"u8)), .. "\r\n"u8]
        );

    [Fact]
    public async Task A_body_that_ends_before_its_last_chunk_is_refused() =>
        await Refused(400, "IncompleteBody", "cut", Streaming, change: null, cut: body => body[..60_000]);

    [Theory]
    [InlineData(Streaming, 1)]
    [InlineData(Streaming, -1)]
    [InlineData(UnsignedTrailer, 1)]
    public async Task A_decoded_length_that_is_not_true_is_refused(string mode, int difference)
    {
        var answer = await Put("length", mode, decodedLength: Content.Length + difference);
        Assert.Equal((400, "IncompleteBody"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task A_chunked_body_without_its_decoded_length_is_refused()
    {
        var answer = await Put("no-length", Streaming, decodedLength: null);
        Assert.Equal((411, "MissingContentLength"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task A_checksum_or_MD5_in_the_header_is_checked()
    {
        var right = Convert.ToBase64String(SHA256.HashData(Content));
        Taken(await Put("checksum", "plain", headers => headers["x-amz-checksum-sha256"] = right));
        Assert.Equal(
            "BadDigest",
            (await Put("checksum", "plain", headers => headers["x-amz-checksum-sha256"] = Convert.ToBase64String(new byte[32]))).Code
        );
        Assert.Equal(
            "BadDigest",
            (await Put("checksum", "plain", headers => headers["content-md5"] = Convert.ToBase64String(new byte[16]))).Code
        );
        Assert.Equal("InvalidDigest", (await Put("checksum", "plain", headers => headers["content-md5"] = "short")).Code);
    }

    [Fact]
    public async Task The_checksum_comes_back_when_it_is_asked_for()
    {
        Taken(await Put("kept", UnsignedTrailer));
        Assert.Equal(Trailer.Split(':')[1], (await Get("kept", ask: true)).Headers["x-amz-checksum-sha256"]);
        Assert.False((await Get("kept", ask: false)).Headers.ContainsKey("x-amz-checksum-sha256"));
        Assert.False((await Get("kept", ask: false)).Headers.ContainsKey("content-encoding"));
    }

    [Fact]
    public async Task A_client_that_waits_for_100_Continue_hears_an_error_before_it_sends()
    {
        var headers = Head("waits", "UNSIGNED-PAYLOAD", new Signer(TimeProvider.System.GetUtcNow(), secret: "wrong"));
        using var connection = await _raw.Open("PUT", SignedRequests.PathOf("waits"), headers);
        var answer = await RawClient.Read(connection);
        Assert.Equal((403, "SignatureDoesNotMatch"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task A_client_that_waits_for_100_Continue_gets_it_when_it_is_welcome()
    {
        using var connection = await _raw.Open("PUT", SignedRequests.PathOf("welcome"), Head("welcome", "UNSIGNED-PAYLOAD", _signer));
        Assert.StartsWith("HTTP/1.1 100 ", await RawClient.ReadHead(connection), StringComparison.Ordinal);
        await connection.SendAsync("12345"u8.ToArray());
        Assert.StartsWith("HTTP/1.1 200 ", await RawClient.ReadHead(connection), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_upload_that_is_broken_off_leaves_nothing()
    {
        var incoming = Path.Combine(fixture.Server.Folder, "incoming");
        using (
            var connection = await _raw.Open(
                "PUT",
                SignedRequests.PathOf("aborted"),
                Head("aborted", "UNSIGNED-PAYLOAD", _signer, length: 10_000_000)
            )
        )
        {
            await RawClient.ReadHead(connection);
            await connection.SendAsync(new byte[1_000_000]);
            await Eventually.TrueAsync(() => Directory.EnumerateFiles(incoming).Any(), "the upload has begun");
            connection.LingerState = new LingerOption(enable: true, seconds: 0);
        }

        await Eventually.TrueAsync(() => !Directory.EnumerateFiles(incoming).Any(), "its file is gone");
        Assert.Equal(404, (await Get("aborted", ask: false)).Status);
    }

    SortedDictionary<string, string> Head(string key, string mode, Signer by, int length = 5)
    {
        var headers = _raw.Headers(by, mode);
        RawClient.Sign(by, "PUT", SignedRequests.PathOf(key), headers);
        headers["content-length"] = $"{length}";
        headers["expect"] = "100-continue";
        return headers;
    }

    async Task Refused(int status, string code, string key, string mode, Action<byte[]>? change, Func<byte[], byte[]>? cut = null)
    {
        var answer = await Put(key, mode, change: change, cut: cut, decodedLength: Content.Length);
        Assert.Equal((status, code), (answer.Status, answer.Code));
        Assert.Equal(404, (await Get(key, ask: false)).Status);
    }

    Task<RawAnswer> Put(string key, string mode, Action<SortedDictionary<string, string>> headers) =>
        Put(key, mode, Content.Length, headers);

    Task<RawAnswer> Put(string key, string mode) => Put(key, mode, Content.Length);

    async Task<RawAnswer> Put(
        string key,
        string mode,
        int? decodedLength,
        Action<SortedDictionary<string, string>>? more = null,
        Action<byte[]>? change = null,
        Func<byte[], byte[]>? cut = null
    )
    {
        var headers = _raw.Headers(_signer, mode == "plain" ? Signer.Hash(Content) : mode);
        if (mode.StartsWith("STREAMING", StringComparison.Ordinal))
        {
            headers["content-encoding"] = "aws-chunked";
            if (decodedLength is not null)
            {
                headers["x-amz-decoded-content-length"] = $"{decodedLength}";
            }
        }

        if (mode.EndsWith("TRAILER", StringComparison.Ordinal))
        {
            headers["x-amz-trailer"] = "x-amz-checksum-sha256";
        }

        more?.Invoke(headers);
        var seed = RawClient.Sign(_signer, "PUT", SignedRequests.PathOf(key), headers);
        var body = mode switch
        {
            Streaming => ChunkedBody.Signed(_signer, seed, _chunks),
            StreamingTrailer => ChunkedBody.Signed(_signer, seed, _chunks, Trailer),
            UnsignedTrailer => ChunkedBody.Unsigned(_chunks, Trailer),
            _ => Content,
        };
        change?.Invoke(body);
        body = cut?.Invoke(body) ?? body;
        headers["content-length"] = $"{body.Length}";
        return await _raw.Send("PUT", SignedRequests.PathOf(key), headers, body);
    }

    async Task<RawAnswer> Get(string key, bool ask)
    {
        var headers = _raw.Headers(_signer, Signer.Hash([]));
        if (ask)
        {
            headers["x-amz-checksum-mode"] = "ENABLED";
        }

        RawClient.Sign(_signer, "GET", SignedRequests.PathOf(key), headers);
        return await _raw.Send("GET", SignedRequests.PathOf(key), headers);
    }

    static void Taken(RawAnswer answer) => Assert.True(answer.Status == 200, answer.Body);

    static byte[] Ascii(int length) => Encoding.ASCII.GetBytes(RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz", length));
}
