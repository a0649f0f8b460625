using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Railhead.Aws;

/// <summary>Puts a quoted template together: text is escaped, also the literal's; expressions become <c>${…}</c>.</summary>
[InterpolatedStringHandler]
public readonly struct HclTextHandler
{
    readonly StringBuilder _text;

    public HclTextHandler(int literalLength, int formattedCount) => _text = new StringBuilder(literalLength + (formattedCount * 16));

    public void AppendLiteral(string literal) => Append(literal);

    public void AppendFormatted(string value) => Append(value);

    public void AppendFormatted(int value) => _text.Append(CultureInfo.InvariantCulture, $"{value}");

    public void AppendFormatted(HclExpression value)
    {
        // A dollar right before would make "$${", which HCL reads as text: dollars become an expression of their own.
        var start = _text.Length;
        while (start > 0 && (_text[start - 1] is '$' or '%'))
        {
            start--;
        }

        if (start < _text.Length)
        {
            var introducers = _text.ToString(start, _text.Length - start);
            _text.Length = start;
            _text.Append("${\"").Append(introducers).Append("\"}");
        }

        _text.Append("${").Append(value.Text).Append('}');
    }

    internal HclExpression Expression() => new($"\"{_text}\"");

    void Append(string value)
    {
        if (value.StartsWith('{') && _text.Length > 0 && (_text[^1] is '$' or '%'))
        {
            _text.Append(_text[^1]);
        }

        _text.Append(HclLiteral.Escape(value));
    }
}
