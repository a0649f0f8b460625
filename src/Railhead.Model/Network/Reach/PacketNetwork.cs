namespace Railhead.Model;

/// <summary>The network as packets meet it, made from an Architecture or from a Terraform plan.</summary>
/// <param name="Nats">NAT gateways, which routes name.</param>
/// <param name="Places">Places that a question can name.</param>
public sealed record PacketNetwork(IReadOnlyList<PacketNat> Nats, IReadOnlyList<PacketPlace> Places)
{
    /// <summary>S3's addresses differ by region and change; one stands for all of them, in rules by prefix list too.</summary>
    public static AddressRange StoreRange { get; } = AddressRange.Parse("52.216.0.0/24");

    /// <summary>One stands for the public addresses of AWS's other services.</summary>
    public static AddressRange ServiceRange { get; } = AddressRange.Parse("52.94.0.0/24");

    /// <summary>The same for DynamoDB, which has a gateway endpoint too.</summary>
    public static AddressRange TableRange { get; } = AddressRange.Parse("52.119.224.0/24");

    public PacketPlace? Find(string name) => Places.FirstOrDefault(place => place.Name == name);
}
