namespace Railhead.Model.Tests;

/// <summary>Opens connections in the naive network: SYN, SYN-ACK, ACK, data and its acknowledgement, from each source port.</summary>
sealed class NaiveConnections(PacketNetwork network, IReadOnlyList<Peer> hosts, IReadOnlyList<Peer> outside)
{
    /// <summary>Everything that lost a packet.</summary>
    public HashSet<string> Lost { get; } = [];

    public bool Connects(Peer from, Peer to, int port)
    {
        var works = true;
        foreach (var natPort in Ports(network.Nats.Select(nat => nat.Source).FirstOrDefault(new PortRange(1, 1))))
        {
            foreach (var sourcePort in Ports(from.Source))
            {
                works &= Connects(from, to, port, sourcePort, natPort);
            }
        }

        return works;
    }

    bool Connects(Peer from, Peer to, int port, int sourcePort, int natPort)
    {
        var carrier = new NaiveNetwork(network, hosts, outside, natPort);
        var isPublic = to.Interface is { } target && (from.Interface is null || target.IsNamedPublicly);
        var sent = new NaivePacket(from.Address, sourcePort, isPublic ? to.Interface!.PublicAddress ?? to.Address : to.Address, port);
        for (var round = 0; round < 3; round++)
        {
            if (carrier.Send(from, sent) is not { } arrived || arrived.Host != to)
            {
                Lost.Add(carrier.LostAt);
                return false;
            }

            // The client takes an answer only from the address that it called. SYN-ACK, then the acknowledgement of data.
            if (
                round != 1
                && (
                    carrier.Send(to, arrived.Packet.Answer) is not { } answer || answer.Host != from || !IsAnswer(answer.Packet, from, sent)
                )
            )
            {
                Lost.Add(carrier.LostAt);
                return false;
            }
        }

        return true;
    }

    /// <summary>Hosts with a public address see their own address; a client outside sees what it sent.</summary>
    static bool IsAnswer(NaivePacket answer, Peer from, NaivePacket sent) =>
        answer.Source == sent.Destination
        && answer.SourcePort == sent.DestinationPort
        && answer.Destination == from.Address
        && answer.DestinationPort == sent.SourcePort;

    static IEnumerable<int> Ports(PortRange range) => Enumerable.Range(range.From, range.Count);
}
