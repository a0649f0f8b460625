namespace Railhead.Model;

/// <summary>A network ACL with its rules; packets that no rule matches are denied.</summary>
public sealed record PacketAcl(string Name, IReadOnlyList<AclEntry> Entries);
