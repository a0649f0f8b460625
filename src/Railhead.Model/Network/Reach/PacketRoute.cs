namespace Railhead.Model;

/// <summary>One route; the most specific one wins.</summary>
/// <param name="Name">How people find it.</param>
/// <param name="Range">Destinations.</param>
/// <param name="Kind">The next hop.</param>
/// <param name="Target">Name of the NAT gateway, where it is one.</param>
public sealed record PacketRoute(string Name, AddressRange Range, HopKind Kind, string? Target);
