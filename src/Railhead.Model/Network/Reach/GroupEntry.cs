namespace Railhead.Model;

/// <summary>One rule of a security group: it allows.</summary>
/// <param name="Name">How people find it.</param>
/// <param name="Direction">As the group's members see it.</param>
/// <param name="Packets">The packets that it is about.</param>
/// <param name="Ranges">The others' addresses; a prefix list has several.</param>
/// <param name="Group">Name of the others' group; null where it names addresses.</param>
public sealed record GroupEntry(string Name, Direction Direction, PacketMatch Packets, IReadOnlyList<AddressRange> Ranges, string? Group)
{
    public override string ToString() =>
        $"{Name}: allows {Packets} {(Direction == Direction.Ingress ? "from" : "to")} {Group ?? string.Join(", ", Ranges)}";
}
