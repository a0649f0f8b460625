using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Railhead.Local;

/// <summary>
/// Text that says where it comes from: <c>PREFIX.PAYLOAD.MAC</c>, payload and MAC in base64url. The key is derived for one purpose, so that
/// what was signed for one is nothing for another.
/// </summary>
sealed class SignedText(byte[] key, string purpose)
{
    readonly byte[] _key = HKDF.Expand(HashAlgorithmName.SHA256, key, 32, Encoding.UTF8.GetBytes($"railhead {purpose}"));
    readonly string _prefix = purpose + ".";

    /// <param name="fields">None has a line break in it.</param>
    public string Sign(params ReadOnlySpan<string> fields)
    {
        foreach (var field in fields)
        {
            if (field.Contains('\n', StringComparison.Ordinal))
            {
                throw new ArgumentException("A field of more than one line.", nameof(fields));
            }
        }

        var body = _prefix + Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Join("\n", fields!)));
        return $"{body}.{Mac(body)}";
    }

    /// <returns>The fields, or null when it was not signed by this key for this purpose.</returns>
    public string[]? Verify(string text)
    {
        var dot = text.LastIndexOf('.');
        if (dot < _prefix.Length || !text.StartsWith(_prefix, StringComparison.Ordinal))
        {
            return null;
        }

        var body = text[..dot];
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(text[(dot + 1)..]), Encoding.UTF8.GetBytes(Mac(body))))
        {
            return null;
        }

        return Encoding.UTF8.GetString(Base64Url.DecodeFromChars(body.AsSpan(_prefix.Length))).Split('\n');
    }

    string Mac(string body) => Base64Url.EncodeToString(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(body)));
}
