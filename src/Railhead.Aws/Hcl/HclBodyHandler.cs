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
    readonly StringBuilder _text;
    bool _dropLineBreak;

    public HclBodyHandler(int literalLength, int formattedCount) => _text = new StringBuilder(literalLength + (formattedCount * 16));

    public void AppendLiteral(string literal)
    {
        if (_dropLineBreak && literal.StartsWith('\n'))
        {
            literal = literal[1..];
        }

        _dropLineBreak = false;
        _text.Append(literal);
    }

    public void AppendFormatted(string? value) => _text.Append(HclLiteral.Of(value));

    public void AppendFormatted(bool value) => _text.Append(value ? "true" : "false");

    public void AppendFormatted(int value) => _text.Append(CultureInfo.InvariantCulture, $"{value}");

    public void AppendFormatted(decimal value) => _text.Append(HclLiteral.Of(value));

    public void AppendFormatted(double value) => _text.Append(HclLiteral.Of(value));

    public void AppendFormatted(HclExpression value) => _text.Append(value.Text);

    public void AppendFormatted(IEnumerable<string> values) =>
        _text.Append(HclLiteral.List(values.Select(value => HclLiteral.Of(value)).ToList(), Indent()));

    public void AppendFormatted(IEnumerable<HclExpression> values) =>
        _text.Append(HclLiteral.List(values.Select(value => value.Text).ToList(), Indent()));

    public void AppendFormatted(IReadOnlyDictionary<string, string> values) => _text.Append(HclLiteral.Map(values.ToList(), Indent()));

    /// <summary>A body stands on a line of its own; an empty one takes its line away.</summary>
    public void AppendFormatted(HclBody body)
    {
        var indent = Line();
        if (indent.Trim().Length > 0)
        {
            throw new InvalidOperationException($"a body needs a line of its own, after \"{indent}\"");
        }

        _text.Length -= indent.Length;
        if (body.Text.Length == 0)
        {
            _dropLineBreak = true;
            return;
        }

        _text.AppendJoin('\n', body.Text.Split('\n').Select(line => line.Length == 0 ? line : indent + line));
    }

    internal readonly HclBody Body() => new(_text.ToString().TrimEnd());

    readonly string Line()
    {
        var start = _text.Length;
        while (start > 0 && _text[start - 1] != '\n')
        {
            start--;
        }

        return _text.ToString(start, _text.Length - start);
    }

    readonly string Indent()
    {
        var line = Line();
        return line[..^line.TrimStart().Length];
    }
}
