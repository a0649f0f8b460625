using System.Globalization;
using System.Text;

namespace Railhead.Local;

/// <summary>Which slot a request goes to: a row for each of 1,000 equally likely numbers.</summary>
public static class WeightsMap
{
    /// <summary>Name of the file beside the configuration, and of the map on HAProxy's socket.</summary>
    public const string FileName = "weights.map";

    /// <summary>The whole of the traffic.</summary>
    public const int Whole = 1000;

    /// <summary>The slot of each number.</summary>
    public static IReadOnlyList<string> Backends(IReadOnlyDictionary<Slot, int> weights)
    {
        if (weights.Count == 0)
        {
            return [.. Enumerable.Repeat(HaproxyConfiguration.NoBackend, Whole)];
        }

        return [.. SlotNames.All.SelectMany(slot => Enumerable.Repeat(slot.Backend(), weights.GetValueOrDefault(slot)))];
    }

    /// <summary>The rows in HAProxy's form, <c>r1.N BACKEND</c>.</summary>
    public static IReadOnlyList<string> Rows(IReadOnlyDictionary<Slot, int> weights) =>
        [.. Backends(weights).Select((backend, number) => string.Create(CultureInfo.InvariantCulture, $"r1.{number} {backend}"))];

    /// <summary>The file, with which HAProxy starts.</summary>
    public static string Text(IReadOnlyDictionary<Slot, int> weights)
    {
        var text = new StringBuilder("# railhead weights 1\n");
        foreach (var row in Rows(weights))
        {
            text.Append(row).Append('\n');
        }

        return text.ToString();
    }
}
