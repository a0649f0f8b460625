namespace Railhead.Model;

/// <summary>Reads the kinds of values that are not numbers.</summary>
static class ValueReaders
{
    public const int MaxText = 16 * 1024;

    public static bool Boolean(YamlNode node, string path, List<Finding> findings, out bool value)
    {
        value = false;
        if (!Scalar(node, path, "true or false", findings, out var scalar))
        {
            return false;
        }
        return bool.TryParse(scalar.Text, out value)
            || Say(findings, ShapeDiagnostics.WrongType(scalar.At, path, "true or false", Quoted(scalar)));
    }

    /// <summary>Text that is not empty and has the form, if one is given.</summary>
    public static ValueReader<string> Text(TextForm? form) =>
        (YamlNode node, string path, List<Finding> findings, out string value) =>
        {
            value = "";
            if (!Scalar(node, path, "text", findings, out var scalar))
            {
                return false;
            }
            value = scalar.Text.TrimEnd();
            if (value.Length == 0)
            {
                return Say(findings, ShapeDiagnostics.NoText(scalar.At, path));
            }
            return Plain(value, scalar.At, path, findings)
                && (form?.Check(scalar.At, path, value) is not { } finding || Say(findings, finding));
        };

    /// <summary>Any text, the empty one too, exactly as it is written.</summary>
    public static bool Raw(YamlNode node, string path, List<Finding> findings, out string value)
    {
        value = "";
        if (!Scalar(node, path, "text", findings, out var scalar))
        {
            return false;
        }
        value = scalar.Text;
        return Plain(value, scalar.At, path, findings);
    }

    /// <summary>A value that may also be <c>null</c>.</summary>
    public static ValueReader<T?> OrNull<T>(ValueReader<T> reader)
        where T : struct =>
        (YamlNode node, string path, List<Finding> findings, out T? value) =>
        {
            value = null;
            if (node is YamlScalar { IsNull: true })
            {
                return true;
            }
            var read = reader(node, path, findings, out var inner);
            value = read ? inner : null;
            return read;
        };

    /// <inheritdoc cref="OrNull{T}(ValueReader{T})"/>
    public static ValueReader<string?> TextOrNull(ValueReader<string> reader) =>
        (YamlNode node, string path, List<Finding> findings, out string? value) =>
        {
            value = null;
            if (node is YamlScalar { IsNull: true })
            {
                return true;
            }
            var read = reader(node, path, findings, out var inner);
            value = inner;
            return read;
        };

    /// <summary>Text in place of a mapping: what is neither is said to be neither.</summary>
    public static ValueReader<string> Short(ValueReader<string> reader, string expected) =>
        (YamlNode node, string path, List<Finding> findings, out string value) =>
        {
            value = "";
            return node is YamlSequence or YamlScalar { IsNull: true }
                ? Say(findings, ShapeDiagnostics.WrongType(node.At, path, expected, Kind(node)))
                : reader(node, path, findings, out value);
        };

    /// <summary>One word out of a few; <paramref name="otherwise"/> says what is wrong with anything else.</summary>
    public static ValueReader<T> Word<T>(IReadOnlyDictionary<string, T> words, Func<YamlNode, Finding> otherwise) =>
        (YamlNode node, string _, List<Finding> findings, out T value) =>
        {
            value = default!;
            return (node is YamlScalar scalar && words.TryGetValue(scalar.Text, out value!))
                || (node is not YamlRefused && Say(findings, otherwise(node)));
        };

    /// <summary>A list of texts without repetitions; nothing at all is an empty list.</summary>
    public static ValueReader<IReadOnlyList<string>> List(ValueReader<string> item, Func<Place, string, Finding> repeated) =>
        (YamlNode node, string path, List<Finding> findings, out IReadOnlyList<string> value) =>
        {
            var items = new List<string>();
            var seen = new HashSet<string>(StringComparer.Ordinal);
            value = items;
            if (node is YamlScalar { IsNull: true })
            {
                return true;
            }
            if (node is not YamlSequence sequence)
            {
                return node is not YamlRefused && Say(findings, ShapeDiagnostics.WrongType(node.At, path, "a list", Kind(node)));
            }
            var good = true;
            foreach (var child in sequence.Items)
            {
                if (!item(child, path, findings, out var text))
                {
                    good = false;
                }
                else if (!seen.Add(text))
                {
                    good = Say(findings, repeated(child.At, text));
                }
                else
                {
                    items.Add(text);
                }
            }
            return good;
        };

    /// <summary>A list that may also be <c>null</c>.</summary>
    public static ValueReader<IReadOnlyList<T>?> ListOrNull<T>(ValueReader<IReadOnlyList<T>> reader) =>
        (YamlNode node, string path, List<Finding> findings, out IReadOnlyList<T>? value) =>
        {
            value = null;
            if (node is YamlScalar { IsNull: true })
            {
                return true;
            }
            var read = reader(node, path, findings, out var items);
            value = items;
            return read;
        };

    /// <summary>Describes a node in messages.</summary>
    public static string Kind(YamlNode node) =>
        node switch
        {
            YamlScalar { IsNull: true } => "nothing",
            YamlScalar scalar => Quoted(scalar),
            YamlSequence => "a list",
            YamlMapping => "a mapping",
            _ => "this",
        };

    internal static bool Scalar(YamlNode node, string path, string expected, List<Finding> findings, out YamlScalar scalar)
    {
        if (node is YamlScalar { IsNull: false } found)
        {
            scalar = found;
            return true;
        }
        scalar = new YamlScalar(node.At, "", true);
        return node is not YamlRefused && Say(findings, ShapeDiagnostics.WrongType(node.At, path, expected, Kind(node)));
    }

    static bool Plain(string text, Place at, string path, List<Finding> findings)
    {
        if (text.Length > MaxText)
        {
            return Say(findings, ShapeDiagnostics.TooLong(at, path, MaxText));
        }
        return !text.Any(c => char.IsControl(c) && c is not ('\n' or '\t')) || Say(findings, ShapeDiagnostics.ControlCharacter(at, path));
    }

    internal static bool Say(List<Finding> findings, Finding finding)
    {
        findings.Add(finding);
        return false;
    }

    internal static string Quoted(YamlScalar scalar) => $"\"{ShapeDiagnostics.Shown(scalar.Text)}\"";
}
