using System.Security.Cryptography;

namespace Railhead.ObjectStore;

/// <summary>What content was found to be.</summary>
/// <param name="Md5">Hexadecimal, which is the ETag of a simple upload.</param>
/// <param name="Sha256">Hexadecimal; null unless it was asked for.</param>
internal sealed record Digest(long Length, string Md5, string? Sha256, Checksum? Checksum);

/// <summary>Every hash of some content, made in one pass.</summary>
internal sealed class Digests(ChecksumAlgorithm? algorithm, bool withSha256) : IDisposable
{
#pragma warning disable CA5351 // an ETag is an MD5 by S3's rules; nothing is kept safe by it
    readonly IncrementalHash md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
#pragma warning restore CA5351
    readonly IncrementalHash? sha256 = withSha256 ? IncrementalHash.CreateHash(HashAlgorithmName.SHA256) : null;
    readonly IRunningHash? checksum = algorithm?.Start();

    public long Length { get; private set; }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        md5.AppendData(bytes);
        sha256?.AppendData(bytes);
        checksum?.Append(bytes);
        Length += bytes.Length;
    }

    public Digest Finish() => new(
        Length,
        Convert.ToHexStringLower(md5.GetHashAndReset()),
        sha256 is null ? null : Convert.ToHexStringLower(sha256.GetHashAndReset()),
        checksum is null ? null : new Checksum(algorithm!, Convert.ToBase64String(checksum.Finish())));

    public void Dispose()
    {
        md5.Dispose();
        sha256?.Dispose();
        checksum?.Dispose();
    }
}
