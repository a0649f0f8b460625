using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Railhead.Aws;

/// <summary>Puts a quoted template together: text is escaped, also the literal's; expressions become <c>${…}</c>.</summary>
[InterpolatedStringHandler]
public readonly struct HclTextHandler
{
    readonly StringBuilder text;

    public HclTextHandler(int literalLength, int formattedCount) => text = new StringBuilder(literalLength + (formattedCount * 16));

    public void AppendLiteral(string literal) => Append(literal);

    public void AppendFormatted(string value) => Append(value);

    public void AppendFormatted(int value) => text.Append(CultureInfo.InvariantCulture, $"{value}");

    public void AppendFormatted(HclExpression value)
    {
        // A dollar right before would make "$${", which HCL reads as text: dollars become an expression of their own.
        int start = text.Length;
        while (start > 0 && (text[start - 1] is '$' or '%')) start--;
        if (start < text.Length)
        {
            string introducers = text.ToString(start, text.Length - start);
            text.Length = start;
            text.Append("${\"").Append(introducers).Append("\"}");
        }

        text.Append("${").Append(value.Text).Append('}');
    }

    internal HclExpression Expression() => new($"\"{text}\"");

    void Append(string value)
    {
        if (value.StartsWith('{') && text.Length > 0 && (text[^1] is '$' or '%')) text.Append(text[^1]);
        text.Append(HclLiteral.Escape(value));
    }
}
