using System.Globalization;
using System.Text;

namespace Railhead.Aws;

/// <summary>
/// Values as HCL writes them (HashiCorp's "HCL Native Syntax Specification", template and literal expressions): inside quotes, the two
/// template introducers are doubled and everything that is not printable is escaped, so that no value ends its string.
/// </summary>
static class HclLiteral
{
    const int LineLimit = 100;

    public static string Of(string? value) => value is null ? "null" : $"\"{Escape(value)}\"";

    public static string Of(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Of(double value) => value.ToString("0.################", CultureInfo.InvariantCulture);

    public static string Escape(string value)
    {
        var text = new StringBuilder(value.Length);
        for (var i = 0; i < value.Length; i++)
        {
            var c = value[i];
            switch (c)
            {
                case '"':
                    text.Append("\\\"");
                    break;
                case '\\':
                    text.Append("\\\\");
                    break;
                case '\n':
                    text.Append("\\n");
                    break;
                case '\r':
                    text.Append("\\r");
                    break;
                case '\t':
                    text.Append("\\t");
                    break;
                case '$' or '%' when i + 1 < value.Length && value[i + 1] == '{':
                    text.Append(c).Append(c);
                    break;
                case < ' ' or '\u007f' or '\u0085' or '\u2028' or '\u2029' or '\ufeff':
                    text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
                    break;
                default:
                    text.Append(c);
                    break;
            }
        }

        return text.ToString();
    }

    /// <summary>On one line where that is short, else an item a line.</summary>
    /// <param name="items">Values as HCL.</param>
    /// <param name="indent">Of the line that the list begins on.</param>
    public static string List(IReadOnlyCollection<string> items, string indent)
    {
        var line = $"[{string.Join(", ", items)}]";
        return line.Length <= LineLimit - indent.Length || items.Count < 2
            ? line
            : $"[\n{string.Concat(items.Select(item => $"{indent}  {item},\n"))}{indent}]";
    }

    public static string Map(IReadOnlyCollection<KeyValuePair<string, string>> entries, string indent) =>
        entries.Count == 0
            ? "{}"
            : $"{{\n{string.Concat(entries.Select(entry => $"{indent}  {Key(entry.Key)} = {Of(entry.Value)}\n"))}{indent}}}";

    static string Key(string key) =>
        key.Length > 0 && !char.IsAsciiDigit(key[0]) && key.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') ? key : Of(key);
}
