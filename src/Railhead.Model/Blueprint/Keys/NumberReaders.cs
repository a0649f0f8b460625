using System.Globalization;

namespace Railhead.Model;

/// <summary>Reads numbers, quoted or not.</summary>
static class NumberReaders
{
    public static ValueReader<int> Integer(int min, int max) =>
        (YamlNode node, string path, List<Finding> findings, out int value) =>
        {
            value = 0;
            if (!ValueReaders.Scalar(node, path, "a whole number", findings, out var scalar))
            {
                return false;
            }
            if (!IsInteger(scalar.Text))
            {
                return ValueReaders.Say(
                    findings,
                    ShapeDiagnostics.WrongType(scalar.At, path, "a whole number", ValueReaders.Quoted(scalar))
                );
            }
            if (
                !int.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value)
                || value < min
                || value > max
            )
            {
                return ValueReaders.Say(findings, ShapeDiagnostics.OutOfRange(scalar.At, path, scalar.Text, Number(min), Number(max)));
            }
            return true;
        };

    /// <summary>A whole number out of a few; <paramref name="otherwise"/> says what is wrong with any other.</summary>
    public static ValueReader<int> OneOf(IReadOnlyList<int> allowed, Func<Place, string, Finding> otherwise) =>
        (YamlNode node, string path, List<Finding> findings, out int value) =>
        {
            value = 0;
            if (!ValueReaders.Scalar(node, path, "a whole number", findings, out var scalar))
            {
                return false;
            }
            if (!IsInteger(scalar.Text))
            {
                return ValueReaders.Say(
                    findings,
                    ShapeDiagnostics.WrongType(scalar.At, path, "a whole number", ValueReaders.Quoted(scalar))
                );
            }
            return (
                    int.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value)
                    && allowed.Contains(value)
                ) || ValueReaders.Say(findings, otherwise(scalar.At, ShapeDiagnostics.Shown(scalar.Text)));
        };

    /// <summary>A list of whole numbers, each kept once, in their order.</summary>
    public static ValueReader<IReadOnlyList<int>> Integers(int min, int max)
    {
        var reader = Integer(min, max);
        return (YamlNode node, string path, List<Finding> findings, out IReadOnlyList<int> value) =>
        {
            var items = new List<int>();
            value = items;
            if (node is not YamlSequence sequence)
            {
                return node is not YamlRefused
                    && ValueReaders.Say(findings, ShapeDiagnostics.WrongType(node.At, path, "a list", ValueReaders.Kind(node)));
            }
            var good = true;
            foreach (var child in sequence.Items)
            {
                if (!reader(child, path, findings, out var item))
                {
                    good = false;
                }
                else if (!items.Contains(item))
                {
                    items.Add(item);
                }
            }
            return good;
        };
    }

    public static ValueReader<decimal> Amount(decimal min, decimal max) =>
        (YamlNode node, string path, List<Finding> findings, out decimal value) =>
        {
            value = 0;
            if (!ValueReaders.Scalar(node, path, "a number", findings, out var scalar))
            {
                return false;
            }
            if (
                !decimal.TryParse(
                    scalar.Text,
                    NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
                    CultureInfo.InvariantCulture,
                    out value
                )
            )
            {
                return ValueReaders.Say(findings, ShapeDiagnostics.WrongType(scalar.At, path, "a number", ValueReaders.Quoted(scalar)));
            }
            return (value >= min && value <= max)
                || ValueReaders.Say(
                    findings,
                    ShapeDiagnostics.OutOfRange(
                        scalar.At,
                        path,
                        scalar.Text,
                        min.ToString(CultureInfo.InvariantCulture),
                        max.ToString(CultureInfo.InvariantCulture)
                    )
                );
        };

    static bool IsInteger(string text)
    {
        var digits = text.AsSpan(text.StartsWith('-') || text.StartsWith('+') ? 1 : 0);
        return digits.Length > 0 && !digits.ContainsAnyExceptInRange('0', '9');
    }

    static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
