using System.Globalization;

namespace Railhead.Model;

/// <summary>Patterns for whole numbers in a range, which a JSON Schema needs where a number may be quoted.</summary>
static class NumberPattern
{
    /// <summary>Whole numbers from <paramref name="min"/> to <paramref name="max"/>, both at least 0; zeros in front are allowed.</summary>
    public static string Between(int min, int max)
    {
        var parts = new List<string>();
        var from = min;
        foreach (var to in Stops(min, max))
        {
            parts.Add(Block(Text(from), Text(to)));
            from = to + 1;
        }
        return $"0*(?:{string.Join('|', parts)})";
    }

    public static string OneOf(IReadOnlyList<int> numbers) => $"0*(?:{string.Join('|', numbers.Select(Text))})";

    /// <summary>
    /// Ends of blocks in which all numbers differ in free digits only: 5 to 312 is 5-9, 10-99, 100-299, 300-309, 310-312.
    /// </summary>
    static SortedSet<int> Stops(int min, int max)
    {
        var stops = new SortedSet<int> { max };
        for (var ten = 10L; ten <= 10L * max; ten *= 10)
        {
            Add((min / ten * ten) + ten - 1);
            Add(((max + 1) / ten * ten) - 1);
        }
        return stops;

        void Add(long stop)
        {
            if (stop >= min && stop < max)
            {
                stops.Add((int)stop);
            }
        }
    }

    static string Block(string from, string to) =>
        string.Concat(
            from.Zip(
                to,
                (a, b) =>
                    a == b ? $"{a}"
                    : a == '0' && b == '9' ? "[0-9]"
                    : $"[{a}-{b}]"
            )
        );

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
