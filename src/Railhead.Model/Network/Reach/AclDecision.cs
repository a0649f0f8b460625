namespace Railhead.Model;

/// <summary>What a network ACL does with packets whose destination ports are a range.</summary>
/// <param name="Allowing">The rule that allowed the most ports; null: none is allowed.</param>
/// <param name="Denying">The rule that denied the most ports; null: none is denied.</param>
/// <param name="Denied">The denied ports; empty where all are allowed.</param>
sealed record AclDecision(string? Allowing, string? Denying, IReadOnlyList<PortRange> Denied)
{
    public int DeniedCount => Denied.Sum(range => range.Count);

    /// <summary>The rules in the order of their numbers; for each packet the first that matches decides.</summary>
    public static AclDecision Of(PacketAcl acl, Direction direction, PacketMatch traffic, uint other)
    {
        List<(int From, int To)> open = [(traffic.From, traffic.To)];
        List<(PortRange Ports, bool Allows, string Rule)> decided = [];
        foreach (var entry in acl.Entries.Where(entry => entry.Direction == direction).OrderBy(entry => entry.Number))
        {
            if (!entry.Range.Contains(other) || entry.Packets.Within(traffic) is not { } match)
            {
                continue;
            }

            List<(int From, int To)> rest = [];
            foreach (var part in open)
            {
                var (from, to) = (Math.Max(part.From, match.From), Math.Min(part.To, match.To));
                if (from > to)
                {
                    rest.Add(part);
                    continue;
                }

                decided.Add((new PortRange(from, to), entry.Allows, entry.ToString()));
                AddRest(rest, part.From, from - 1);
                AddRest(rest, to + 1, part.To);
            }

            open = rest;
            if (open.Count == 0)
            {
                break;
            }
        }

        var word = direction == Direction.Ingress ? "ingress" : "egress";
        decided.AddRange(
            open.Select(part => (new PortRange(part.From, part.To), false, $"{acl.Name}: no {word} rule matches, so it denies"))
        );
        var denied = decided.Where(part => !part.Allows).ToList();
        return new AclDecision(
            Largest(decided.Where(part => part.Allows)),
            Largest(denied),
            denied.Select(part => part.Ports).OrderBy(range => range.From).ToList()
        );
    }

    static string? Largest(IEnumerable<(PortRange Ports, bool Allows, string Rule)> parts) =>
        parts.OrderByDescending(part => part.Ports.Count).Select(part => part.Rule).FirstOrDefault();

    static void AddRest(List<(int, int)> rest, int from, int to)
    {
        if (from <= to)
        {
            rest.Add((from, to));
        }
    }
}
