using System.Text;

namespace Railhead.ObjectStore;

/// <summary>Keys as bytes, for storage and order: UTF-8, compared byte by byte, as in S3.</summary>
static class KeyBytes
{
    /// <summary>S3's limit for a key, in bytes.</summary>
    public const int Longest = 1024;

    static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static byte[] Of(string key) => Strict.GetBytes(key);

    public static string Text(ReadOnlySpan<byte> bytes) => Strict.GetString(bytes);

    /// <summary>The least byte string that is greater than this one.</summary>
    public static byte[] After(ReadOnlySpan<byte> key) => [.. key, 0];

    /// <summary>The least byte string that is greater than every one with this prefix; null when there is none.</summary>
    public static byte[]? AfterPrefix(ReadOnlySpan<byte> prefix)
    {
        var end = prefix.TrimEnd((byte)0xFF).ToArray();
        if (end.Length == 0)
        {
            return null;
        }

        end[^1]++;
        return end;
    }
}
