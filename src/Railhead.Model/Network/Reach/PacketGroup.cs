namespace Railhead.Model;

/// <summary>A security group with its rules: stateful, and everything that no rule allows is denied.</summary>
public sealed record PacketGroup(string Name, IReadOnlyList<GroupEntry> Entries);
