using System.Security.Cryptography;
using System.Text;

namespace Railhead.ObjectStore;

/// <summary>The chain of signatures of a streamed upload: each chunk's signature includes the previous one.</summary>
sealed class ChunkSigner(SigningScope scope, string seed)
{
    string _previous = seed;

    /// <summary>Whether the signature matches the next chunk, given by its SHA-256.</summary>
    public bool IsChunk(ReadOnlySpan<byte> hash, string signature) =>
        IsNext(
            $"AWS4-HMAC-SHA256-PAYLOAD\n{scope.Time}\n{scope.Scope}\n{_previous}\n{SignatureV4.EmptyHash}\n{Convert.ToHexStringLower(hash)}",
            signature
        );

    /// <summary>Whether the signature matches the trailer, written as <c>name:value\n</c> for each header.</summary>
    public bool IsTrailer(string headers, string signature) =>
        IsNext(
            $"AWS4-HMAC-SHA256-TRAILER\n{scope.Time}\n{scope.Scope}\n{_previous}\n{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(headers)))}",
            signature
        );

    bool IsNext(string stringToSign, string signature)
    {
        _previous = scope.Sign(stringToSign);
        return SignatureV4.AreEqual(_previous, signature);
    }
}
