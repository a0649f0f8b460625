using System.Text.RegularExpressions;

namespace Railhead.Aws;

/// <summary>Ways to write HCL: the C# source reads like Terraform, and every value is quoted by its type.</summary>
public static partial class Hcl
{
    /// <summary>
    /// Attributes and blocks from a raw string: strings are quoted and escaped, expressions stand as they are, bodies are indented.
    /// </summary>
    public static HclBody Body(ref HclBodyHandler text) => text.Body();

    /// <summary>A quoted template: <c>"${aws_s3_bucket.files.arn}/*"</c>, from text, escaped, and expressions.</summary>
    public static HclExpression Text(ref HclTextHandler text) => text.Expression();

    /// <summary>A reference made of a type, a name and the rest.</summary>
    public static HclExpression Ref(string address) => HclExpression.Reference(address);

    /// <summary>A number as an expression.</summary>
    public static HclExpression Number(int value) => new(value.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>A name in front of an equals sign; anything that is not an identifier is a programming error.</summary>
    public static HclExpression Identifier(string name) =>
        IdentifierPattern().IsMatch(name) ? new(name) : throw new ArgumentException($"\"{name}\" is not an identifier", nameof(name));

    /// <summary>An object on one line.</summary>
    public static HclExpression Object(params IEnumerable<(string Name, HclExpression Value)> items) =>
        new($"{{ {string.Join(", ", items.Select(item => $"{Identifier(item.Name).Text} = {item.Value.Text}"))} }}");

    /// <summary>A list of expressions of any kind.</summary>
    public static HclExpression List(IEnumerable<HclExpression> items) => new($"[{string.Join(", ", items.Select(item => item.Text))}]");

    /// <summary>
    /// A name that HCL takes as an identifier, one to one for names in lower case: <c>access-logs</c> is <c>access_logs</c>.
    /// </summary>
    /// <summary>A name for a member of an enum: <c>blue</c>.</summary>
    public static string Name(Enum member) => member.ToString().ToLowerInvariant();

    public static string Name(string name) =>
        IdentifierPattern().IsMatch(name)
            ? name.Replace('-', '_')
            : throw new ArgumentException($"\"{name}\" cannot be a name in HCL", nameof(name));

    public static HclBody When(bool condition, Func<HclBody> body) => condition ? body() : HclBody.Empty;

    /// <summary>One after the other.</summary>
    /// <param name="items">What to write about.</param>
    /// <param name="body">What is written about each.</param>
    /// <param name="apart">An empty line between them, as between blocks.</param>
    public static HclBody Each<T>(IEnumerable<T> items, Func<T, HclBody> body, bool apart = true) =>
        new(string.Join(apart ? "\n\n" : "\n", items.Select(item => body(item).Text).Where(text => text.Length > 0)));

    /// <summary>A comment, broken between words where it is too long for a line.</summary>
    public static HclBody Prose(string text)
    {
        var lines = new List<string>();
        foreach (var word in text.Split(' '))
        {
            if (lines.Count > 0 && lines[^1].Length + word.Length < 140)
            {
                lines[^1] += $" {word}";
            }
            else
            {
                lines.Add(word);
            }
        }

        return Comment(string.Join('\n', lines));
    }

    /// <summary>A comment, a line of it for each line of the text.</summary>
    public static HclBody Comment(string text) => new(string.Join('\n', text.Split('\n').Select(line => $"# {line}".TrimEnd())));

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_-]*\\z")]
    private static partial Regex IdentifierPattern();
}
