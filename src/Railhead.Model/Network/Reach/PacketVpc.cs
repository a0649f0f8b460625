namespace Railhead.Model;

/// <param name="Name">How people find it.</param>
/// <param name="Ranges">Its IPv4 ranges.</param>
/// <param name="HasInternetGateway">Whether one is attached.</param>
public sealed record PacketVpc(string Name, IReadOnlyList<AddressRange> Ranges, bool HasInternetGateway)
{
    public bool Contains(uint address) => Ranges.Any(range => range.Contains(address));
}
