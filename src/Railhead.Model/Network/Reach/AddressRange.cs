using System.Buffers.Binary;
using System.Globalization;
using System.Net;

namespace Railhead.Model;

/// <summary>IPv4 addresses from the first to the last, both included.</summary>
public readonly record struct AddressRange(uint First, uint Last)
{
    static readonly AddressRange[] Reserved =
    [
        // RFC 6890: no router of the Internet forwards to these.
        .. new[]
        {
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "224.0.0.0/3",
        }.Select(Parse),
    ];

    public static AddressRange All { get; } = new(0, uint.MaxValue);

    /// <summary>Ranges that the Internet does not route.</summary>
    public static IReadOnlyList<AddressRange> Private => Reserved;

    /// <exception cref="FormatException">The text is not an IPv4 range, such as <c>10.42.0.0/16</c>.</exception>
    public static AddressRange Parse(string cidr) => TryParse(cidr) ?? throw new FormatException($"\"{cidr}\" is not an IPv4 range.");

    /// <summary>Null for other text, IPv6 among it.</summary>
    public static AddressRange? TryParse(string? cidr)
    {
        var slash = cidr?.IndexOf('/', StringComparison.Ordinal) ?? -1;
        if (
            slash < 0
            || Number(cidr![..slash]) is not { } address
            || !int.TryParse(cidr.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var bits)
            || bits > 32
        )
        {
            return null;
        }

        var host = bits == 0 ? uint.MaxValue : (1u << (32 - bits)) - 1;
        return new AddressRange(address & ~host, address | host);
    }

    /// <summary>Null for text that is not an IPv4 address.</summary>
    public static uint? Number(string address) =>
        IPAddress.TryParse(address, out var parsed) && parsed.GetAddressBytes() is { Length: 4 } bytes
            ? BinaryPrimitives.ReadUInt32BigEndian(bytes)
            : null;

    /// <summary>Such as <c>10.42.0.7</c>.</summary>
    public static string Text(uint address) =>
        string.Create(CultureInfo.InvariantCulture, $"{address >> 24}.{(address >> 16) & 255}.{(address >> 8) & 255}.{address & 255}");

    public static bool IsPublic(uint address) => !Reserved.Any(range => range.Contains(address));

    public bool Contains(uint address) => First <= address && address <= Last;

    public bool Overlaps(AddressRange other) => First <= other.Last && other.First <= Last;

    /// <summary>The number of addresses.</summary>
    public ulong Size => (ulong)Last - First + 1;

    /// <summary>Such as <c>10.42.0.0/16</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Text(First)}/{32 - System.Numerics.BitOperations.Log2(Size)}");
}
