using System.Globalization;
using System.Text;

namespace Railhead.Model;

/// <summary>
/// Text from outside as a terminal may get it: commit subjects, names of files, output of builds, logs, answers of programs. A terminal
/// obeys control characters in such text: it would change colors, titles and lines that stand there already.
/// </summary>
public static class TerminalText
{
    /// <summary>
    /// Colors are left out; every other character that a terminal obeys, or that changes the order of those around it, is shown as an
    /// escape such as <c>\u001b</c>. Lines and tabs stay. JSON reads the escapes as the same characters.
    /// </summary>
    public static string Harmless(string text)
    {
        if (!text.AsSpan().ContainsAnyExcept(Plain) || !text.Any(IsObeyed))
        {
            return text;
        }

        var shown = new StringBuilder(text.Length + 16);
        for (var index = 0; index < text.Length; index++)
        {
            if (ColorLength(text, index) is > 0 and var length)
            {
                index += length - 1;
            }
            else if (text[index] == '\r' && index + 1 < text.Length && text[index + 1] == '\n')
            {
                // A line of Windows ends here.
            }
            else if (IsObeyed(text[index]))
            {
                shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[index]:x4}");
            }
            else
            {
                shown.Append(text[index]);
            }
        }

        return shown.ToString();
    }

    /// <summary>As <see cref="Harmless"/>, for text that is one line and must not look like several.</summary>
    public static string OneLine(string text) => Harmless(text.TrimEnd('\r', '\n')).Replace("\n", "\\u000a", StringComparison.Ordinal);

    static readonly System.Buffers.SearchValues<char> Plain = System.Buffers.SearchValues.Create([
        .. Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code),
        '\n',
        '\t',
    ]);

    /// <summary>Controls of ASCII and ISO 6429, separators of lines, and the characters that turn the direction of writing.</summary>
    static bool IsObeyed(char c) =>
        c is '\n' or '\t' ? false
        : char.IsControl(c) ? true
        : c is '\u2028' or '\u2029' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');

    /// <summary>The length of a whole sequence that selects colors (ECMA-48, SGR) at a place; 0: there is none.</summary>
    static int ColorLength(string text, int start)
    {
        if (text[start] != '\e' || start + 1 >= text.Length || text[start + 1] != '[')
        {
            return 0;
        }

        var end = start + 2;
        while (end < text.Length && text[end] is (>= '0' and <= '9') or ';' or ':')
        {
            end++;
        }

        return end < text.Length && text[end] == 'm' ? end - start + 1 : 0;
    }
}
