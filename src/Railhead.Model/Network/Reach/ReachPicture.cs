using System.Globalization;
using System.Text;

namespace Railhead.Model;

/// <summary>Draws the network as SVG: zones as columns, kinds of subnets as rows, places in them, and the ways that are open.</summary>
public static class ReachPicture
{
    const int Column = 300;
    const int Outer = 20;
    const int OuterWidth = 120;
    const int Left = 300;
    const int Top = 90;
    const int Gap = 20;
    const int BoxHeight = 26;
    const int Step = BoxHeight + 8;

    /// <summary>All endpoints of a subnet are one box.</summary>
    internal const string Endpoints = "endpoints of AWS services";

    static readonly string[] Colors = ["#e8f1fb", "#eaf6ea", "#fbf3e4", "#f4eafa"];

    /// <summary>A whole document, without fonts or images from elsewhere.</summary>
    public static string Svg(PacketNetwork network)
    {
        var drawing = Layout(network);
        var svg = new StringBuilder();
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {drawing.Width} {drawing.Height}\" width=\"{drawing.Width}\" "
        );
        svg.Append(CultureInfo.InvariantCulture, $"height=\"{drawing.Height}\" font-family=\"sans-serif\" font-size=\"13\">\n");
        svg.Append("<title>Network on AWS</title>\n<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
        foreach (var part in drawing.Parts)
        {
            svg.Append(part).Append('\n');
        }

        return svg.Append("</svg>\n").ToString();
    }

    static Drawing Layout(PacketNetwork network)
    {
        var inside = network.Places.Where(place => place.Interfaces.Count > 0 && !IsDuplicate(network, place)).ToList();
        var subnets = inside
            .SelectMany(place => place.Interfaces.Select(one => one.Subnet))
            .Concat(network.Nats.Select(nat => nat.Subnet))
            .DistinctBy(subnet => subnet.Name)
            .ToList();
        var zones = subnets.Select(subnet => subnet.Zone).Distinct().Order(StringComparer.Ordinal).ToList();
        var rows = subnets.GroupBy(subnet => Kind(inside, subnet)).OrderBy(row => row.Key).ToList();
        var heights = rows.Select(row => 60 + (Step * Math.Max(1, row.Max(subnet => Names(network, inside, subnet).Count)))).ToList();
        var width = Left + (Column * zones.Count) + 40;
        var bottom = Top + heights.Sum() + (Gap * rows.Count);
        var vpc = subnets.FirstOrDefault()?.Vpc;
        // The first box of each place, on its left edge: arrows end there.
        var anchors = new Dictionary<string, (int X, int Y)>(StringComparer.Ordinal)
        {
            [PacketPlaces.Internet.Name] = (Outer + OuterWidth, Top - 10),
            [PacketPlaces.Store.Name] = (Outer + OuterWidth, Top + 60),
        };
        List<string> parts =
        [
            Rect(Left - 20, Top - 46, (Column * zones.Count) + 40, bottom - Top + 46, "#f8f9fb", "#8a94a6"),
            Text(Left - 8, Top - 26, vpc is null ? "VPC" : $"{vpc.Name}  {string.Join(", ", vpc.Ranges)}", bold: true),
            .. zones.Select((zone, i) => Text(Left + (i * Column) + 10, Top - 6, zone)),
            Rect(Outer, Top - 30, OuterWidth, 40, "#fff4f4", "#c05050"),
            Text(Outer + 14, Top - 5, "Internet", bold: true),
            Rect(Outer, Top + 40, OuterWidth, 40, "#fff4f4", "#c05050"),
            Text(Outer + 14, Top + 65, "S3 (store)", bold: true),
        ];
        var y = Top;
        for (var r = 0; r < rows.Count; r++)
        {
            foreach (var subnet in rows[r])
            {
                var x = Left + (zones.IndexOf(subnet.Zone) * Column);
                parts.Add(Rect(x + 4, y, Column - 20, heights[r], Colors[r % Colors.Length], "#b8c0cc"));
                parts.Add(Text(x + 14, y + 18, $"{Short(subnet.Name)}  {subnet.Range}", size: 12));
                parts.Add(Text(x + 14, y + 34, Way(subnet), size: 11, color: "#5b6472"));
                foreach (var (n, name) in Names(network, inside, subnet).Index())
                {
                    var top = y + 44 + (n * Step);
                    parts.Add(Rect(x + 14, top, Column - 40, BoxHeight, "white", "#4a5568"));
                    parts.Add(Text(x + 24, top + 18, name));
                    anchors.TryAdd(name, (x + 14, top + (BoxHeight / 2)));
                }
            }

            y += heights[r] + Gap;
        }

        var ways = ReachWay.Of(network, inside);
        parts.AddRange(ReachArrows.Of(ways, anchors));
        parts.Add(Text(Outer, bottom + 34, "Open ways, with their ports", bold: true));
        parts.AddRange(ways.Select((way, i) => Text(Outer + (i % 3 * 300), bottom + 58 + (i / 3 * 18), way.ToString(), size: 12)));
        return new Drawing(Math.Max(width, 940), bottom + 80 + (ways.Count / 3 * 18), parts);
    }

    /// <summary>A service stands once, not under its own name too.</summary>
    static bool IsDuplicate(PacketNetwork network, PacketPlace place) =>
        place.Name.StartsWith(PacketPlaces.TaskPrefix, StringComparison.Ordinal) && network.Find(PacketPlaces.Task)?.Title == place.Title;

    static List<string> Names(PacketNetwork network, List<PacketPlace> inside, PacketSubnet subnet)
    {
        var endpoints = inside.Count(place => place.OnlyAnswers is not null && IsIn(place, subnet));
        return
        [
            .. inside.Where(place => place.OnlyAnswers is null && IsIn(place, subnet)).Select(place => place.Name),
            .. network.Nats.Where(nat => nat.Subnet.Name == subnet.Name).Select(_ => "NAT gateway"),
            .. endpoints > 0 ? [Endpoints] : Array.Empty<string>(),
        ];
    }

    static bool IsIn(PacketPlace place, PacketSubnet subnet) => place.Interfaces.Any(one => one.Subnet.Name == subnet.Name);

    /// <summary>Public subnets come first, those of databases last.</summary>
    static int Kind(List<PacketPlace> inside, PacketSubnet subnet) =>
        subnet.Routes.Routes.Any(route => route.Kind == HopKind.InternetGateway) ? 0
        : inside.Any(place => place.Name == PacketPlaces.Database && IsIn(place, subnet)) ? 2
        : 1;

    static string Way(PacketSubnet subnet) =>
        subnet.Routes.Routes.FirstOrDefault(route => route.Range == AddressRange.All)?.Kind switch
        {
            HopKind.InternetGateway => "route to the internet gateway",
            HopKind.NatGateway => "route to a NAT gateway",
            HopKind.Other => "route to another hop",
            _ => "no route out",
        };

    /// <summary>The last part of a resource's address with its key: <c>app["eu-west-1a"]</c>.</summary>
    static string Short(string name) => name.Replace("aws_subnet.", "", StringComparison.Ordinal);

    static string Rect(int x, int y, int width, int height, string fill, string stroke) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"6\" fill=\"{fill}\" stroke=\"{stroke}\"/>"
        );

    static string Text(int x, int y, string text, bool bold = false, int size = 13, string color = "#1f2733") =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" fill=\"{color}\"{(bold ? " font-weight=\"bold\"" : "")}>{Escaped(text)}</text>"
        );

    static string Escaped(string text) => System.Security.SecurityElement.Escape(text);

    sealed record Drawing(int Width, int Height, IReadOnlyList<string> Parts);
}
