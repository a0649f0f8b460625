namespace Railhead.Model;

/// <summary>One end of a connection.</summary>
/// <param name="Name">For people.</param>
/// <param name="Address">Its own IPv4 address.</param>
/// <param name="Interface">Null outside the VPC.</param>
public sealed record Peer(string Name, uint Address, PacketInterface? Interface)
{
    /// <summary>The source ports of connections that it opens.</summary>
    public PortRange Source { get; init; } = Interface?.Source ?? PortRange.Ephemeral;

    public override string ToString() => $"{Name} ({AddressRange.Text(Address)})";
}
