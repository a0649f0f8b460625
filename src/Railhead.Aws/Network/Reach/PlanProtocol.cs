using Railhead.Model;

namespace Railhead.Aws;

/// <summary>Protocols and ports as rules of the AWS provider write them.</summary>
static class PlanProtocol
{
    const int LastPort = 65535;

    /// <param name="protocol">A name or an IANA number; <c>-1</c> and <c>all</c>: every protocol, and ports have no meaning.</param>
    /// <param name="from">First port, or the type of ICMP in a security group.</param>
    /// <param name="to">Last port, or the code of ICMP in a security group.</param>
    public static PacketMatch Match(string? protocol, int? from, int? to) =>
        protocol?.ToLowerInvariant() switch
        {
            "-1" or "all" or null => PacketMatch.All,
            "tcp" or "6" => new PacketMatch(PacketProtocol.Tcp, from ?? 0, to ?? LastPort),
            "udp" or "17" => new PacketMatch(PacketProtocol.Udp, from ?? 0, to ?? LastPort),
            "icmp" or "1" => new PacketMatch(PacketProtocol.Icmp, from ?? -1, to ?? -1),
            _ => new PacketMatch(PacketProtocol.Other, 0, LastPort),
        };
}
