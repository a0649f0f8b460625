using System.Globalization;

namespace Railhead.Model;

/// <summary>The arrows of the picture: curves on the left of the boxes, a color for each place that opens connections.</summary>
static class ReachArrows
{
    static readonly string[] Colors = ["#c0392b", "#1f6fb2", "#2e8b57", "#8e44ad", "#b9770e"];

    public static IEnumerable<string> Of(IReadOnlyList<ReachWay> ways, IReadOnlyDictionary<string, (int X, int Y)> anchors)
    {
        var starts = ways.Select(way => way.From).Distinct().ToList();
        var drawn = ways.Select(way => (way.From, To: Box(way.To)))
            .Distinct()
            .Where(way => anchors.ContainsKey(way.From) && anchors.ContainsKey(way.To))
            .ToList();
        for (var i = 0; i < starts.Count; i++)
        {
            yield return $"<marker id=\"arrow{i}\" viewBox=\"0 0 8 8\" refX=\"8\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" "
                + $"orient=\"auto\"><path d=\"M0 0 L8 4 L0 8 z\" fill=\"{Colors[i % Colors.Length]}\"/></marker>";
        }

        for (var i = 0; i < drawn.Count; i++)
        {
            var color = starts.IndexOf(drawn[i].From);
            yield return Curve(anchors[drawn[i].From], anchors[drawn[i].To], 36 + (12 * i), color);
        }
    }

    static string Box(string place) =>
        place.StartsWith(PacketPlaces.EndpointPrefix, StringComparison.Ordinal) ? ReachPicture.Endpoints : place;

    /// <summary>Between two boxes of a column the curve bends to the left; from or to a place outside it goes across.</summary>
    static string Curve((int X, int Y) from, (int X, int Y) to, int bend, int color)
    {
        var isAcross = from.X != to.X;
        var (fromBend, toBend) = isAcross
            ? (from.X < to.X ? (from.X + 60, to.X - 60) : (from.X - 60, to.X + 60))
            : (from.X - bend, to.X - bend);
        // Two arrows between the same boxes stay apart.
        var shift = from.Y < to.Y ? 4 : -4;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"<path d=\"M{from.X} {from.Y + shift} C{fromBend} {from.Y + shift} {toBend} {to.Y + shift} {to.X} {to.Y + shift}\" fill=\"none\" "
                + $"stroke=\"{Colors[color % Colors.Length]}\" stroke-width=\"1.6\" marker-end=\"url(#arrow{color})\"/>"
        );
    }
}
