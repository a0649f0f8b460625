using System.Globalization;

namespace Railhead.Local;

/// <summary>The map that sends each thousandth of the traffic to a backend.</summary>
public static class WeightsMap
{
    public const int Rows = 1000;

    /// <summary>The rows <c>r1.N BACKEND</c>; none when nothing is served.</summary>
    public static IReadOnlyList<(string Key, string Backend)> Of(IReadOnlyDictionary<Slot, int> weights)
    {
        if (weights.Count == 0) return [];
        if (weights.Values.Sum() != Rows) throw new ArgumentException($"weights add up to {weights.Values.Sum()}, not to {Rows}", nameof(weights));
        return
        [
            .. weights.OrderBy(share => share.Key)
                .SelectMany(share => Enumerable.Repeat(HaproxyConfiguration.Backend(share.Key), share.Value))
                .Select((backend, row) => (string.Create(CultureInfo.InvariantCulture, $"r1.{row}"), backend)),
        ];
    }

    /// <summary>The file's text.</summary>
    public static string Text(IReadOnlyDictionary<Slot, int> weights) => string.Concat(Of(weights).Select(row => $"{row.Key} {row.Backend}\n"));
}
