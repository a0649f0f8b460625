using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Railhead.Aws;

/// <summary>
/// Puts a body together. There is an overload for each type that HCL has, and none for the rest: what has no place in HCL does not
/// compile.
/// </summary>
[InterpolatedStringHandler]
public struct HclBodyHandler
{
    readonly StringBuilder text;
    bool dropLineBreak;

    public HclBodyHandler(int literalLength, int formattedCount) => text = new StringBuilder(literalLength + (formattedCount * 16));

    public void AppendLiteral(string literal)
    {
        if (dropLineBreak && literal.StartsWith('\n')) literal = literal[1..];
        dropLineBreak = false;
        text.Append(literal);
    }

    public void AppendFormatted(string? value) => text.Append(HclLiteral.Of(value));

    public void AppendFormatted(bool value) => text.Append(value ? "true" : "false");

    public void AppendFormatted(int value) => text.Append(CultureInfo.InvariantCulture, $"{value}");

    public void AppendFormatted(decimal value) => text.Append(HclLiteral.Of(value));

    public void AppendFormatted(double value) => text.Append(HclLiteral.Of(value));

    public void AppendFormatted(HclExpression value) => text.Append(value.Text);

    public void AppendFormatted(IEnumerable<string> values) =>
        text.Append(HclLiteral.List(values.Select(value => HclLiteral.Of(value)).ToList(), Indent()));

    public void AppendFormatted(IEnumerable<HclExpression> values) => text.Append(HclLiteral.List(values.Select(value => value.Text).ToList(), Indent()));

    public void AppendFormatted(IReadOnlyDictionary<string, string> values) => text.Append(HclLiteral.Map(values.ToList(), Indent()));

    /// <summary>A body stands on a line of its own; an empty one takes its line away.</summary>
    public void AppendFormatted(HclBody body)
    {
        string indent = Line();
        if (indent.Trim().Length > 0) throw new InvalidOperationException($"a body needs a line of its own, after \"{indent}\"");
        text.Length -= indent.Length;
        if (body.Text.Length == 0)
        {
            dropLineBreak = true;
            return;
        }

        text.AppendJoin('\n', body.Text.Split('\n').Select(line => line.Length == 0 ? line : indent + line));
    }

    internal readonly HclBody Body() => new(text.ToString().TrimEnd());

    readonly string Line()
    {
        int start = text.Length;
        while (start > 0 && text[start - 1] != '\n') start--;
        return text.ToString(start, text.Length - start);
    }

    readonly string Indent()
    {
        string line = Line();
        return line[..^line.TrimStart().Length];
    }
}
