using System.Globalization;
using System.Text.Json.Nodes;

namespace Railhead.Model;

/// <summary>
/// The kinds of values that keys take. Numbers and <c>true</c> and <c>false</c> may be quoted in YAML, so schemas allow them as text.
/// </summary>
static class Values
{
    public static ValueKind<int> Integer(int min, int max, string unit = "") =>
        new(Range(min, max, unit), NumberReaders.Integer(min, max), schema => SchemaParts.Integer(schema, min, max));

    /// <summary>A whole number out of a few; <paramref name="otherwise"/> says what is wrong with any other.</summary>
    public static ValueKind<int> OneOf(IReadOnlyList<int> allowed, string words, Func<Place, string, Finding> otherwise) =>
        new(words, NumberReaders.OneOf(allowed, otherwise), schema => SchemaParts.OneOf(schema, allowed));

    public static ValueKind<decimal> Amount(int min, int max) =>
        new(Range(min, max, ""), NumberReaders.Amount(min, max), schema => SchemaParts.Amount(schema, min, max));

    public static ValueKind<bool> Boolean { get; } = new("true or false", ValueReaders.Boolean, SchemaParts.Boolean);

    /// <summary>Text that is not empty.</summary>
    public static ValueKind<string> Text(TextForm? form = null) =>
        new(form?.Words ?? "text", ValueReaders.Text(form), schema => SchemaParts.Text(schema, form));

    /// <summary>Any text, the empty one too, exactly as it is written.</summary>
    public static ValueKind<string> Raw { get; } = new("text", ValueReaders.Raw, SchemaParts.Raw);

    /// <summary>A path below the app's folder, without the slash at its end.</summary>
    public static ValueKind<string> RelativePath { get; } =
        Text(TextForms.RelativePath) with
        {
            Read = (YamlNode node, string path, List<Finding> findings, out string value) =>
            {
                var read = ValueReaders.Text(TextForms.RelativePath)(node, path, findings, out value);
                value = value.TrimEnd('/');
                return read;
            },
        };

    /// <summary>Text in place of a mapping of the same name.</summary>
    public static ValueKind<string> Short(ValueKind<string> kind, string expected) =>
        kind with
        {
            Read = ValueReaders.Short(kind.Read, expected),
        };

    /// <summary>One word out of a few; <paramref name="otherwise"/> says what is wrong with anything else.</summary>
    public static ValueKind<T> Word<T>(IReadOnlyDictionary<string, T> words, Func<YamlNode, Finding> otherwise) =>
        new(
            Words([.. words.Keys.Select(w => $"`{w}`")]),
            ValueReaders.Word(words, otherwise),
            schema => schema["enum"] = new JsonArray([.. words.Keys.Select(w => JsonValue.Create(w))])
        );

    /// <summary>A value that may also be <c>null</c>.</summary>
    public static ValueKind<T?> OrNull<T>(ValueKind<T> kind)
        where T : struct => new($"{kind.Words} or null", ValueReaders.OrNull(kind.Read), SchemaParts.OrNull(kind.Describe));

    /// <inheritdoc cref="OrNull{T}(ValueKind{T})"/>
    public static ValueKind<string?> TextOrNull(ValueKind<string> kind) =>
        new($"{kind.Words} or null", ValueReaders.TextOrNull(kind.Read), SchemaParts.OrNull(kind.Describe));

    /// <summary>A list of texts without repetitions; nothing at all is an empty list.</summary>
    public static ValueKind<IReadOnlyList<string>> List(TextForm item, Func<Place, string, Finding> repeated) =>
        new($"list of {item.Words}", ValueReaders.List(ValueReaders.Text(item), repeated), schema => SchemaParts.List(schema, item));

    /// <summary>A list of texts, or <c>null</c>, which is not the same as an empty list.</summary>
    public static ValueKind<IReadOnlyList<string>?> ListOrNull(TextForm item, Func<Place, string, Finding> repeated)
    {
        var kind = List(item, repeated);
        return new($"{kind.Words} or null", ValueReaders.ListOrNull(kind.Read), kind.Describe);
    }

    /// <summary>A list of whole numbers, or <c>null</c>, which is not the same as an empty list. A repetition means nothing.</summary>
    public static ValueKind<IReadOnlyList<int>?> IntegersOrNull(int min, int max, string words) =>
        new(
            $"list of {words} or null",
            ValueReaders.ListOrNull(NumberReaders.Integers(min, max)),
            schema => SchemaParts.Integers(schema, min, max)
        );

    /// <summary><c>1, 2 or 3</c>.</summary>
    public static string Words(IReadOnlyList<string> words) =>
        words.Count == 1 ? words[0] : $"{string.Join(", ", words.SkipLast(1))} or {words[^1]}";

    public static string Words(IReadOnlyList<int> numbers) => Words([.. numbers.Select(n => n.ToString(CultureInfo.InvariantCulture))]);

    static string Range(int min, int max, string unit) =>
        string.Create(CultureInfo.InvariantCulture, $"{min} {(max == min + 1 ? "or" : "to")} {max} {unit}").TrimEnd();
}
