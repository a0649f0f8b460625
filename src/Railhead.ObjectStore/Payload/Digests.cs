using System.Security.Cryptography;

namespace Railhead.ObjectStore;

/// <summary>The hashes and the size of some content.</summary>
/// <param name="Md5">Hexadecimal; the ETag of a simple upload.</param>
/// <param name="Sha256">Hexadecimal; null unless it was asked for.</param>
sealed record Digest(long Length, string Md5, string? Sha256, Checksum? Checksum);

/// <summary>Computes all hashes of some content in one pass.</summary>
sealed class Digests(ChecksumAlgorithm? algorithm, bool withSha256) : IDisposable
{
#pragma warning disable CA5351 // an ETag is an MD5 by S3's rules; nothing is kept safe by it
    readonly IncrementalHash _md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
#pragma warning restore CA5351
    readonly IncrementalHash? _sha256 = withSha256 ? IncrementalHash.CreateHash(HashAlgorithmName.SHA256) : null;
    readonly IRunningHash? _checksum = algorithm?.Start();

    public long Length { get; private set; }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        _md5.AppendData(bytes);
        _sha256?.AppendData(bytes);
        _checksum?.Append(bytes);
        Length += bytes.Length;
    }

    public Digest Finish() =>
        new(
            Length,
            Convert.ToHexStringLower(_md5.GetHashAndReset()),
            _sha256 is null ? null : Convert.ToHexStringLower(_sha256.GetHashAndReset()),
            _checksum is null ? null : new Checksum(algorithm!, Convert.ToBase64String(_checksum.Finish()))
        );

    public void Dispose()
    {
        _md5.Dispose();
        _sha256?.Dispose();
        _checksum?.Dispose();
    }
}
