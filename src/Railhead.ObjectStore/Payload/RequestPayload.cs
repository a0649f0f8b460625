using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Railhead.ObjectStore;

/// <summary>A request's content, decoded by its payload mode, and the checksums that the client sent.</summary>
sealed class RequestPayload : IDisposable
{
    const string Streaming = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";

    readonly AwsChunkedStream? _chunked;
    readonly string? _contentHash;
    readonly string? _contentMd5;
    readonly Checksum? _checksumHeader;

    /// <param name="algorithm">The checksum to compute if the client sends none.</param>
    /// <param name="checksumIsOfContent">Whether a checksum in the header is that of this content.</param>
    public RequestPayload(HttpRequest request, Caller caller, ChecksumAlgorithm? algorithm, bool checksumIsOfContent)
    {
        var mode = caller.PayloadMode;
        _contentMd5 = request.Headers.ContentMD5.FirstOrDefault();
        _checksumHeader = checksumIsOfContent ? ChecksumHeaders.Read(request.Headers) : null;
        var trailers = mode.EndsWith("-TRAILER", StringComparison.Ordinal) ? ChecksumHeaders.Trailers(request.Headers) : null;
        switch (mode)
        {
            case Streaming:
            case Streaming + "-TRAILER":
                _chunked = new AwsChunkedStream(request.BodyReader, new ChunkSigner(caller.Scope, caller.Claim.Signature), trailers);
                break;
            case "STREAMING-UNSIGNED-PAYLOAD-TRAILER":
                _chunked = new AwsChunkedStream(request.BodyReader, signer: null, trailers);
                break;
            case "UNSIGNED-PAYLOAD":
                break;
            default:
                _contentHash = mode.Length == 64 && mode.All(char.IsAsciiHexDigit) ? mode.ToLowerInvariant() : throw UnknownMode(mode);
                break;
        }

        var trailing = trailers?.Select(ChecksumAlgorithm.FindHeader).FirstOrDefault();
        if (trailing is not null && _checksumHeader is not null)
        {
            throw S3Errors.InvalidRequest("Expecting a single x-amz-checksum- header");
        }

        SentAlgorithm = _checksumHeader?.Algorithm ?? trailing;
        if (SentAlgorithm is null && checksumIsOfContent && request.Headers["x-amz-sdk-checksum-algorithm"].Count > 0)
        {
            throw S3Errors.InvalidRequest(
                "x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found."
            );
        }

        Algorithm = SentAlgorithm ?? algorithm;
        Content = _chunked ?? request.Body;
        Length =
            _chunked is null ? request.ContentLength
            : long.TryParse(
                request.Headers["x-amz-decoded-content-length"],
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var length
            )
                ? length
            : null;
    }

    public Stream Content { get; }

    /// <summary>The length of the decoded content; null if the client does not send it.</summary>
    public long? Length { get; }

    /// <summary>The checksum that the client sent with the content.</summary>
    public ChecksumAlgorithm? SentAlgorithm { get; }

    /// <summary>Whether the client sent a checksum or a digest, which reveals damage in transit.</summary>
    public bool IsGuarded => SentAlgorithm is not null || _contentMd5 is not null;

    ChecksumAlgorithm? Algorithm { get; }

    /// <summary>Reads the content to its end, passes it to the sink piece by piece, and checks all that the client sent about it.</summary>
    public async Task<Digest> ReceiveAsync(Func<ReadOnlyMemory<byte>, ValueTask> sink, CancellationToken cancellation)
    {
        const int bufferSize = 128 * 1024;
        using var digests = new Digests(Algorithm, withSha256: _contentHash is not null);
        using var buffer = PooledBuffer.Rent(bufferSize);
        while (
            await Content.ReadAtLeastAsync(buffer.Memory, buffer.Memory.Length, throwOnEndOfStream: false, cancellation) is var read and > 0
        )
        {
            var piece = buffer.Memory[..read];
            digests.Append(piece.Span);
            if (digests.Length > Length)
            {
                throw S3Errors.IncompleteBody("The body is longer than its headers say.");
            }

            await sink(piece);
        }

        if (Length is not null && digests.Length != Length)
        {
            throw S3Errors.IncompleteBody("The body is shorter than its headers say.");
        }

        var digest = digests.Finish();
        Check(digest);
        return digest;
    }

    public void Dispose() => _chunked?.Dispose();

    void Check(Digest digest)
    {
        if (_contentHash is not null && _contentHash != digest.Sha256)
        {
            throw S3Errors.ContentHashMismatch(_contentHash, digest.Sha256!);
        }

        if (_contentMd5 is not null)
        {
            var sent = new byte[16];
            if (!Convert.TryFromBase64String(_contentMd5, sent, out var length) || length != 16)
            {
                throw S3Errors.InvalidDigest();
            }

            if (Convert.ToHexStringLower(sent) != digest.Md5)
            {
                throw S3Errors.BadDigest("Content-MD5");
            }
        }

        if (SentAlgorithm is null)
        {
            return;
        }

        var claimed = _checksumHeader?.Value ?? _chunked!.Trailers[SentAlgorithm.Header];
        if (claimed != digest.Checksum!.Value)
        {
            throw S3Errors.BadDigest(SentAlgorithm.Name);
        }
    }

    static S3Exception UnknownMode(string mode) =>
        mode.StartsWith("STREAMING-AWS4-ECDSA-", StringComparison.Ordinal)
            ? S3Errors.NotImplemented("Signature Version 4A is not implemented: sign with AWS4-HMAC-SHA256.")
            : S3Errors.InvalidArgument(
                "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER, "
                    + "STREAMING-AWS4-HMAC-SHA256-PAYLOAD, STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER or a valid sha256 value."
            );
}
