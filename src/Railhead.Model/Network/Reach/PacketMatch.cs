using System.Globalization;

namespace Railhead.Model;

/// <summary>The packets that a rule is about.</summary>
/// <param name="Protocol">Null: all of them, with all ports.</param>
/// <param name="From">TCP and UDP: first destination port. ICMP: the type, -1 for all.</param>
/// <param name="To">TCP and UDP: last destination port. ICMP: the code, -1 for all.</param>
public readonly record struct PacketMatch(PacketProtocol? Protocol, int From, int To)
{
    public static PacketMatch All { get; } = new(null, 0, 65535);

    /// <summary>Destination unreachable, fragmentation needed: routers tell the sender a smaller packet size by it (RFC 1191).</summary>
    public static PacketMatch TooBig { get; } =
        new(PacketProtocol.Icmp, WellKnownPorts.IcmpUnreachable, WellKnownPorts.IcmpFragmentationNeeded);

    public static PacketMatch Tcp(PortRange ports) => new(PacketProtocol.Tcp, ports.From, ports.To);

    /// <summary>The part of the traffic that the rule is about: first and last port; null for none. ICMP is matched as a whole.</summary>
    public (int From, int To)? Within(PacketMatch traffic)
    {
        if (Protocol is null)
        {
            return (traffic.From, traffic.To);
        }

        if (Protocol != traffic.Protocol)
        {
            return null;
        }

        if (Protocol == PacketProtocol.Icmp)
        {
            var matches = (From == -1 || From == traffic.From) && (To == -1 || From == -1 || To == traffic.To);
            return matches ? (traffic.From, traffic.To) : null;
        }

        var (from, to) = (Math.Max(From, traffic.From), Math.Min(To, traffic.To));
        return from <= to ? (from, to) : null;
    }

    public override string ToString() =>
        Protocol switch
        {
            null => "all traffic",
            PacketProtocol.Icmp when From == -1 => "icmp",
            PacketProtocol.Icmp when To == -1 => string.Create(CultureInfo.InvariantCulture, $"icmp type {From}"),
            PacketProtocol.Icmp => string.Create(CultureInfo.InvariantCulture, $"icmp type {From} code {To}"),
            PacketProtocol.Other => "another protocol",
            _ => $"{(Protocol == PacketProtocol.Tcp ? "tcp" : "udp")} {new PortRange(From, To)}",
        };
}
