namespace Railhead.Local;

/// <summary>
/// The commands that make a worker as desired: none when it is so already, and repairs when an interrupted change left it half done.
/// In their order no request finds an empty slot: servers come before weights, weights before draining and removal.
/// </summary>
/// <param name="Before">Commands before the weights: new servers, repairs.</param>
/// <param name="SwapWeights">Whether the weights differ, or a swap of them was interrupted.</param>
/// <param name="After">Commands after the weights: draining, removal.</param>
public sealed record HaproxyPlan(IReadOnlyList<string> Before, bool SwapWeights, IReadOnlyList<string> After)
{
    public bool IsEmpty => Before.Count == 0 && !SwapWeights && After.Count == 0;

    public static HaproxyPlan Make(LoadBalancerState desired, WorkerObservation observed)
    {
        var before = new List<string>();
        var after = new List<string>();
        foreach (var slot in SlotNames.All)
        {
            var has = observed.Servers.Where(server => server.Slot == slot).ToDictionary(server => server.Name);
            var wanted = HaproxyServer.Of(desired, slot).ToDictionary(server => server.Name);
            foreach (var server in wanted.Values)
            {
                // One of that name elsewhere has to go first; the look after this round finds it gone.
                if (!has.TryGetValue(server.Name, out var current))
                {
                    Add(server, before);
                }
                else if (current.Endpoint == server.Endpoint)
                {
                    Repair(server, current, before);
                }
            }

            var draining = desired
                .TargetsOf(slot)
                .Where(target => target.Phase == TargetPhase.Draining)
                .Select(target => target.Name)
                .ToHashSet();
            var rest = has
                .Values.Where(server => !wanted.TryGetValue(server.Name, out var same) || same.Endpoint != server.Endpoint)
                .ToList();
            foreach (var server in rest.OrderBy(server => draining.Contains(server.Name)))
            {
                Retire(server, draining, desired.StickySeconds is not null, after);
            }
        }

        var weights = !observed.MapRows.SequenceEqual(WeightsMap.Rows(desired.Weights)) || observed.NextMapVersion > observed.MapVersion;
        return new HaproxyPlan(before, weights, after);
    }

    // The weight comes last: until then a server that was added by half gets no request.
    static void Add(HaproxyServer server, List<string> commands)
    {
        commands.Add($"add server {server.Path} {server.Endpoint} {server.Keywords} weight 0");
        commands.Add($"enable server {server.Path}");
        if (server.Role != ServerRole.FailOpen)
        {
            EnableCheck(server, commands);
        }

        if (server.Weight > 0)
        {
            commands.Add($"set server {server.Path} weight {server.Weight}");
        }
    }

    static void Repair(HaproxyServer server, ObservedServer current, List<string> commands)
    {
        if (current.InMaintenance || current.InDrain)
        {
            commands.Add($"set server {server.Path} state ready");
        }

        if (server.Role != ServerRole.FailOpen && !current.CheckEnabled)
        {
            EnableCheck(server, commands);
        }

        if (current.Weight != server.Weight)
        {
            commands.Add($"set server {server.Path} weight {server.Weight}");
        }
    }

    static void EnableCheck(HaproxyServer server, List<string> commands)
    {
        commands.Add($"enable health {server.Path}");
        // It has passed its first check as a probe, so it counts as fully healthy: from here only a series of failures takes it out.
        if (server.Role == ServerRole.Serving)
        {
            commands.Add($"set server {server.Path} health up");
        }
    }

    // Twins go before their target drains: they would take over as soon as no serving server is left.
    // A server in "drain" still gets the clients that stick to it; one in "maint" gets nobody, and finishes what it has all the same.
    static void Retire(ObservedServer server, HashSet<string> draining, bool isSticky, List<string> commands)
    {
        if (draining.Contains(server.Name))
        {
            if (!server.InDrain && !server.InMaintenance)
            {
                commands.Add($"set server {server.Path} state {(isSticky ? "maint" : "drain")}");
            }

            return;
        }

        if (!server.InMaintenance)
        {
            commands.Add($"set server {server.Path} state maint");
        }

        if (server.Sessions + server.Queue > 0)
        {
            // The twin of a draining target finishes what it has, as its target does; whatever nobody names is over.
            if (draining.Contains(HaproxyServer.TargetOf(server.Name)))
            {
                return;
            }

            commands.Add($"shutdown sessions server {server.Path}");
        }

        commands.Add($"del server {server.Path}");
    }
}
