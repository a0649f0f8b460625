namespace Railhead.Model;

/// <summary>An open way between two places, with the ports of the second one.</summary>
sealed record ReachWay(string From, string To, IReadOnlyList<int> Ports)
{
    public override string ToString() => $"{From} → {To}: {string.Join(", ", Ports)}";

    /// <summary>All open ways between the places of a network.</summary>
    public static IReadOnlyList<ReachWay> Of(PacketNetwork network, IReadOnlyCollection<PacketPlace> inside)
    {
        List<PacketPlace> ends = [.. network.Places.Where(place => place.Outside is not null), .. inside];
        return ends.Where(place => place.OnlyAnswers is null)
            .SelectMany(
                from => ends.Where(to => to.Name != from.Name),
                (from, to) => new ReachWay(from.Name, to.Name, Open(network, from, to))
            )
            .Where(way => way.Ports.Count > 0)
            .ToList();
    }

    static List<int> Open(PacketNetwork network, PacketPlace from, PacketPlace to) =>
        (to.Outside == AddressRange.All ? EgressPorts(from, to) : to.Ports)
            .Where(port => Reach.Ask(network, from, to, port).Reachable)
            .ToList();

    /// <summary>The Internet listens on all ports: those that the place's own rules name.</summary>
    static IEnumerable<int> EgressPorts(PacketPlace from, PacketPlace to) =>
        from
            .Interfaces.SelectMany(one => one.Groups ?? [])
            .SelectMany(group => group.Entries)
            .Where(entry => entry.Direction == Direction.Egress && entry.Packets.Protocol == PacketProtocol.Tcp)
            .Select(entry => entry.Packets.From)
            .Union(to.Ports)
            .Order();
}
