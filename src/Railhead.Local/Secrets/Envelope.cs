using System.Security.Cryptography;

namespace Railhead.Local;

/// <summary>AES-256-GCM with a random nonce: nonce, ciphertext, tag in one array.</summary>
static class Envelope
{
    const int Nonce = 12,
        Tag = 16;

    /// <param name="key">32 bytes.</param>
    /// <param name="plain">The text to hide.</param>
    /// <param name="context">The owner of the result: opening it with another context fails.</param>
    public static byte[] Seal(byte[] key, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> context)
    {
        var result = new byte[Nonce + plain.Length + Tag];
        var nonce = result.AsSpan(0, Nonce);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(key, Tag);
        cipher.Encrypt(nonce, plain, result.AsSpan(Nonce, plain.Length), result.AsSpan(Nonce + plain.Length), context);
        return result;
    }

    /// <returns>Null when the key or the context is another one, or a bit was changed.</returns>
    public static byte[]? Open(byte[] key, ReadOnlySpan<byte> envelope, ReadOnlySpan<byte> context)
    {
        if (envelope.Length < Nonce + Tag)
        {
            return null;
        }

        var plain = new byte[envelope.Length - Nonce - Tag];
        using var cipher = new AesGcm(key, Tag);
        try
        {
            cipher.Decrypt(envelope[..Nonce], envelope[Nonce..^Tag], envelope[^Tag..], plain, context);
            return plain;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }
}
