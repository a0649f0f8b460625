using System.Text;

namespace Railhead.ObjectStore;

/// <summary>
/// The values of headers. HTTP has no encoding for them, so the store keeps one character for each byte (ISO 8859-1) and returns the same
/// bytes.
/// </summary>
static class HeaderText
{
    /// <summary>The bytes of a text in UTF-8, as a header's value.</summary>
    public static string FromText(string text) => Ascii(text) ? text : Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));

    /// <summary>The text of a header in UTF-8; throws if it is in another encoding.</summary>
    public static string ToText(string value)
    {
        try
        {
            return Ascii(value) ? value : KeyBytes.Text(Encoding.Latin1.GetBytes(value));
        }
        catch (DecoderFallbackException)
        {
            throw S3Errors.InvalidUri();
        }
    }

    /// <summary>Throws for control characters, which an answer could not return.</summary>
    public static string Check(string name, string value) =>
        value.Any(c => (c < ' ' && c != '\t') || c == '\x7f')
            ? throw S3Errors.InvalidArgument($"The header {name} contains a control character.")
            : value;

    public static bool Ascii(string value) => value.All(char.IsAscii);
}
