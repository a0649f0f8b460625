namespace Railhead.Model;

/// <summary>One numbered rule of a network ACL.</summary>
/// <param name="Name">How people find it: a resource's address, or the ACL with the number.</param>
/// <param name="Number">The lowest number that matches decides.</param>
/// <param name="Direction">As the subnet sees it.</param>
/// <param name="Allows">False: it denies.</param>
/// <param name="Packets">The packets that it is about.</param>
/// <param name="Range">The others' addresses.</param>
public sealed record AclEntry(string Name, int Number, Direction Direction, bool Allows, PacketMatch Packets, AddressRange Range)
{
    public override string ToString() =>
        $"{Name}: {(Allows ? "allows" : "denies")} {Packets} {(Direction == Direction.Ingress ? "from" : "to")} {Range}";
}
