namespace Railhead.Model;

/// <summary>A public NAT gateway. It has no security group.</summary>
/// <param name="Name">How people find it.</param>
/// <param name="Subnet">Where it is.</param>
/// <param name="PublicAddress">The address that the Internet sees.</param>
public sealed record PacketNat(string Name, PacketSubnet Subnet, uint PublicAddress)
{
    /// <summary>The ports that it puts in place of the source's.</summary>
    public PortRange Source { get; init; } = PortRange.Ephemeral;
}
