using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Security.Cryptography;
using System.Text;

namespace Railhead.ObjectStore;

/// <summary>
/// The content of a body in <c>aws-chunked</c> form: <c>SIZE[;chunk-signature=…]\r\nDATA\r\n</c>, a chunk of size 0, then trailers.
/// It checks a signature at the end of its chunk, so the reader must not act on the content before the end of the stream.
/// </summary>
/// <param name="signer">Checks the chunks' signatures; null when they have none.</param>
/// <param name="trailers">The trailing headers that were announced; null when the form has no trailer.</param>
sealed class AwsChunkedStream(PipeReader source, ChunkSigner? signer, IReadOnlyList<string>? trailers) : ReadOnlyStream
{
    const int LongestLine = 1024;
    const int LongestTrailer = 8 * 1024;

    readonly IncrementalHash? _chunkHash = signer is null ? null : IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    string _chunkSignature = "";
    long _leftInChunk;
    bool _insideChunk;
    bool _finished;

    /// <summary>The trailing headers with lower-case names; available at the end of the stream.</summary>
    public Dictionary<string, string> Trailers { get; } = [];

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (!_finished && buffer.Length > 0)
        {
            if (_leftInChunk > 0)
            {
                return await ReadDataAsync(buffer, cancellationToken);
            }

            if (_insideChunk)
            {
                await EndChunkAsync(cancellationToken);
            }
            else
            {
                await BeginChunkAsync(cancellationToken);
            }
        }

        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _chunkHash?.Dispose();
        }

        base.Dispose(disposing);
    }

    async ValueTask<int> ReadDataAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        var result = await source.ReadAsync(cancellation);
        if (result.Buffer.IsEmpty && result.IsCompleted)
        {
            throw S3Errors.IncompleteBody("The body ends in the middle of a chunk.");
        }

        var take = (int)Math.Min(Math.Min(result.Buffer.Length, _leftInChunk), buffer.Length);
        var data = result.Buffer.Slice(0, take);
        data.CopyTo(buffer.Span);
        source.AdvanceTo(data.End);
        _chunkHash?.AppendData(buffer.Span[..take]);
        _leftInChunk -= take;
        return take;
    }

    async ValueTask BeginChunkAsync(CancellationToken cancellation)
    {
        var line = await ReadLineAsync(cancellation);
        var semicolon = line.IndexOf(';');
        var digits = semicolon < 0 ? line : line[..semicolon];
        if (!long.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _leftInChunk) || _leftInChunk < 0)
        {
            throw S3Errors.InvalidRequest("A chunk of the body does not begin with its size.");
        }

        const string extension = ";chunk-signature=";
        if (signer is not null)
        {
            if (semicolon < 0 || !line.AsSpan(semicolon).StartsWith(extension))
            {
                throw S3Errors.SignatureDoesNotMatch("A chunk of the body has no signature.");
            }

            _chunkSignature = line[(semicolon + extension.Length)..].Trim();
        }

        if (_leftInChunk > 0)
        {
            _insideChunk = true;
            return;
        }

        CheckChunk();
        await ReadTrailersAsync(cancellation);
        _finished = true;
    }

    async ValueTask EndChunkAsync(CancellationToken cancellation)
    {
        if ((await ReadLineAsync(cancellation)).Length != 0)
        {
            throw S3Errors.InvalidRequest("A chunk of the body is longer than its size says.");
        }

        CheckChunk();
        _insideChunk = false;
    }

    void CheckChunk()
    {
        if (signer is null)
        {
            return;
        }

        Span<byte> hash = stackalloc byte[32];
        _chunkHash!.GetHashAndReset(hash);
        if (!signer.IsChunk(hash, _chunkSignature))
        {
            throw S3Errors.SignatureDoesNotMatch("The signature of a chunk of the body does not match.");
        }
    }

    async ValueTask ReadTrailersAsync(CancellationToken cancellation)
    {
        var signature = "";
        var signed = new StringBuilder();
        // Clients end these lines and the body differently, so read to the body's end.
        foreach (var line in (await ReadRestAsync(cancellation)).Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0))
        {
            var colon = line.IndexOf(':');
            if (colon < 1)
            {
                throw S3Errors.MalformedTrailer();
            }

            var (name, value) = (line[..colon].Trim().ToLowerInvariant(), line[(colon + 1)..].Trim());
            if (name == "x-amz-trailer-signature")
            {
                signature = value;
                continue;
            }

            if (!Trailers.TryAdd(name, value))
            {
                throw S3Errors.MalformedTrailer();
            }

            signed.Append(name).Append(':').Append(value).Append('\n');
        }

        if (Trailers.Count != (trailers?.Count ?? 0) || trailers?.All(Trailers.ContainsKey) == false)
        {
            throw S3Errors.MalformedTrailer();
        }

        if (signer is not null && trailers is not null && !signer.IsTrailer(signed.ToString(), signature))
        {
            throw S3Errors.SignatureDoesNotMatch("The signature of the trailer does not match.");
        }
    }

    async ValueTask<string> ReadLineAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var result = await source.ReadAsync(cancellation);
            if (result.Buffer.PositionOf((byte)'\n') is { } end)
            {
                var line = Encoding.ASCII.GetString(result.Buffer.Slice(0, end)).TrimEnd('\r');
                source.AdvanceTo(result.Buffer.GetPosition(1, end));
                if (line.Length > LongestLine)
                {
                    throw S3Errors.InvalidRequest("A chunk of the body does not begin with its size.");
                }

                return line;
            }

            if (result.IsCompleted)
            {
                throw S3Errors.IncompleteBody("The body ends before its last chunk.");
            }

            if (result.Buffer.Length > LongestLine)
            {
                throw S3Errors.InvalidRequest("A chunk of the body does not begin with its size.");
            }

            source.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        }
    }

    async ValueTask<string> ReadRestAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var result = await source.ReadAsync(cancellation);
            if (result.Buffer.Length > LongestTrailer)
            {
                throw S3Errors.MalformedTrailer();
            }

            if (result.IsCompleted)
            {
                var rest = Encoding.ASCII.GetString(result.Buffer);
                source.AdvanceTo(result.Buffer.End);
                return rest;
            }

            source.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        }
    }
}
