using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Guestbook;

/// <summary>HTML from interpolated strings. It encodes every value that is not HTML already.</summary>
[InterpolatedStringHandler]
readonly struct Html(int literalLength, int formattedCount)
{
    static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    readonly StringBuilder text = new(literalLength + (formattedCount * 32));

    public static Html Of(Html html) => html;

    public static Html Join(IEnumerable<Html> parts)
    {
        var all = new Html(0, 0);
        foreach (var part in parts)
            all.AppendFormatted(part);
        return all;
    }

    public void AppendLiteral(string literal) => text.Append(literal);

    public void AppendFormatted(Html html) => text.Append(html.text);

    public void AppendFormatted(string? value) => text.Append(Encoder.Encode(value ?? ""));

    public void AppendFormatted(int value) => text.Append(value);

    public void AppendFormatted(Guid value) => text.Append(value);

    public override string ToString() => text.ToString();
}
