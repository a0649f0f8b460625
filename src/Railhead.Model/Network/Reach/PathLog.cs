namespace Railhead.Model;

/// <summary>The decisions on a path, and the faults that hit only some of its connections.</summary>
sealed class PathLog
{
    /// <summary>If fewer of the source ports than this get no reply, the connection works, and it is a note.</summary>
    const double LostShare = 0.001;

    public List<ReachStep> Steps { get; } = [];

    public List<string> Notes { get; } = [];

    public bool Add(string at, string check, string packet, string rule, bool allowed)
    {
        Steps.Add(new ReachStep(at, check, packet, rule, allowed));
        return allowed;
    }

    /// <summary>Asks a network ACL about packets.</summary>
    public bool Decide(PacketSubnet subnet, Direction direction, uint other, PacketMatch packets, string check)
    {
        var decision = AclDecision.Of(subnet.Acl, direction, packets, other);
        var lost = (double)decision.DeniedCount / (packets.To - packets.From + 1);
        var word = direction == Direction.Ingress ? "from" : "to";
        Add(
            subnet.Name,
            $"{check} {direction.ToString().ToLowerInvariant()}",
            $"{packets} {word} {AddressRange.Text(other)}",
            (lost < LostShare ? decision.Allowing : decision.Denying)!,
            lost < LostShare
        );
        if (lost is > 0 and < LostShare)
        {
            Notes.Add($"Replies to port {string.Join(", ", decision.Denied)} are lost in {subnet.Name}: {decision.Denying}.");
        }

        return lost < LostShare;
    }

    /// <summary>
    /// Where a network ACL stops the ICMP message that a packet is too big, large answers hang on some ways. AWS asks for it in both
    /// directions (docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html, "Path MTU Discovery and network ACLs").
    /// </summary>
    public void NotePathMtu(IEnumerable<(PacketSubnet Subnet, uint Other)> crossed)
    {
        var stopped = crossed
            .SelectMany(at => Enum.GetValues<Direction>(), (at, direction) => (at.Subnet, Direction: direction, at.Other))
            .Select(at => (at.Subnet, at.Direction, AclDecision.Of(at.Subnet.Acl, at.Direction, PacketMatch.TooBig, at.Other).Denying))
            .FirstOrDefault(at => at.Denying is not null);
        if (stopped.Denying is not null)
        {
            Notes.Add(
                $"Path MTU discovery fails in {stopped.Subnet.Name}: {stopped.Denying} ({PacketMatch.TooBig}, "
                    + $"{stopped.Direction.ToString().ToLowerInvariant()})."
            );
        }
    }
}
