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

    readonly Dictionary<PacketPlace, IReadOnlyList<Peer>> _peers = new(ReferenceEqualityComparer.Instance);

    IReadOnlyCollection<AddressRange> Ranges => field ??= AllRanges();

    /// <summary>For each class of addresses of a place that the rules tell apart, one.</summary>
    internal IReadOnlyList<Peer> Peers(PacketPlace place) =>
        _peers.TryGetValue(place, out var known)
            ? known
            : _peers[place] = place.Outside is { } outside
                ?
                [
                    .. AddressClasses
                        .Of(outside, Ranges, isPublic: outside == AddressRange.All)
                        .Select(address => new Peer(place.Title, address, null)),
                ]
                :
                [
                    .. place.Interfaces.SelectMany(found =>
                        AddressClasses
                            .Of(found.Subnet.Range, Ranges, isPublic: false)
                            .Select(address => new Peer($"{place.Title} in {found.Subnet.Name}", address, found))
                    ),
                ];

    HashSet<AddressRange> AllRanges()
    {
        var interfaces = Places.SelectMany(place => place.Interfaces).ToList();
        var subnets = interfaces.Select(found => found.Subnet).Concat(Nats.Select(nat => nat.Subnet)).DistinctBy(subnet => subnet.Name);
        return
        [
            .. subnets.SelectMany(subnet =>
                subnet.Acl.Entries.Select(entry => entry.Range).Concat(subnet.Routes.Routes.Select(r => r.Range))
            ),
            .. interfaces.SelectMany(found => found.Groups ?? []).SelectMany(group => group.Entries).SelectMany(entry => entry.Ranges),
        ];
    }
}
