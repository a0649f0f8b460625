using System.Globalization;
using System.Text;

namespace Railhead.ObjectStore;

/// <summary>
/// RFC 3986 percent encoding as Signature V4 requires: all characters except the unreserved ones, with upper-case digits.
/// </summary>
static class PercentEncoding
{
    /// <summary>Decodes to UTF-8. Throws if the text is malformed.</summary>
    /// <param name="text">Characters beyond ASCII, which some clients send, stand for their UTF-8.</param>
    public static string Decode(ReadOnlySpan<char> text, bool plusIsSpace = false)
    {
        if (!text.ContainsAny('%', '+'))
        {
            return text.ToString();
        }

        var bytes = new List<byte>(text.Length);
        Span<byte> utf8 = stackalloc byte[4];
        while (!text.IsEmpty)
        {
            if (text[0] == '%')
            {
                if (
                    text.Length < 3
                    || !byte.TryParse(text.Slice(1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
                )
                {
                    throw S3Errors.InvalidUri();
                }

                bytes.Add(value);
                text = text[3..];
                continue;
            }

            Rune.DecodeFromUtf16(text, out var rune, out var used);
            var written = rune.EncodeToUtf8(utf8);
            bytes.AddRange(utf8[..written]);
            if (plusIsSpace && text[0] == '+')
            {
                bytes[^1] = (byte)' ';
            }

            text = text[used..];
        }

        try
        {
            return KeyBytes.Text(bytes.ToArray());
        }
        catch (DecoderFallbackException)
        {
            throw S3Errors.InvalidUri();
        }
    }

    public static string Encode(string text, bool keepSlash = false)
    {
        var encoded = new StringBuilder(text.Length + 16);
        foreach (var value in Encoding.UTF8.GetBytes(text))
        {
            if (
                char.IsAsciiLetterOrDigit((char)value)
                || value is (byte)'-' or (byte)'.' or (byte)'_' or (byte)'~'
                || (keepSlash && value == (byte)'/')
            )
            {
                encoded.Append((char)value);
            }
            else
            {
                encoded.Append('%').Append(value.ToString("X2", CultureInfo.InvariantCulture));
            }
        }

        return encoded.ToString();
    }
}
