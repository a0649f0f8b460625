namespace Railhead.Model;

/// <summary>Divides the TCP ports into classes that no rule tells apart, so that one port of each answers for all.</summary>
static class PortClasses
{
    public static IReadOnlyList<int> Of(PacketNetwork network)
    {
        var interfaces = network.Places.SelectMany(place => place.Interfaces).ToList();
        var subnets = interfaces.Select(one => one.Subnet).Concat(network.Nats.Select(nat => nat.Subnet)).DistinctBy(subnet => subnet.Name);
        return
        [
            .. subnets
                .SelectMany(subnet => subnet.Acl.Entries)
                .Select(entry => entry.Packets)
                .Concat(
                    interfaces
                        .SelectMany(one => one.Groups ?? [])
                        .DistinctBy(group => group.Name)
                        .SelectMany(group => group.Entries)
                        .Select(entry => entry.Packets)
                )
                .Where(packets => packets.Protocol is PacketProtocol.Tcp)
                .SelectMany(packets => new[] { packets.From, packets.To + 1 })
                .Concat(network.Places.SelectMany(place => place.Ports).SelectMany(port => new[] { port, port + 1 }))
                .Append(1)
                .Where(port => port is > 0 and <= 65535)
                .Distinct()
                .Order(),
        ];
    }
}
