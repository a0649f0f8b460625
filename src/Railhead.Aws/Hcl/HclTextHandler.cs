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
        // A dollar right before would make "$${", which HCL reads as text.
        if (EndsWithIntroducer(out char introducer)) Replace($"${{\"{introducer}\"}}");
        text.Append("${").Append(value.Text).Append('}');
    }

    internal HclExpression Expression() => new($"\"{text}\"");

    void Append(string value)
    {
        if (value.StartsWith('{') && EndsWithIntroducer(out char introducer)) text.Append(introducer);
        text.Append(HclLiteral.Escape(value));
    }

    bool EndsWithIntroducer(out char introducer)
    {
        introducer = text.Length > 0 ? text[^1] : ' ';
        return introducer is '$' or '%';
    }

    void Replace(string last)
    {
        text.Length--;
        text.Append(last);
    }
}
