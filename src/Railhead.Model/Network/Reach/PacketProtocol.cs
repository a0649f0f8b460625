namespace Railhead.Model;

/// <summary>The protocol of a packet, as rules tell them apart.</summary>
public enum PacketProtocol
{
    Tcp,
    Udp,
    Icmp,
    Other,
}
