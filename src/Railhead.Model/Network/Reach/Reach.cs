namespace Railhead.Model;

/// <summary>Answers whether a place reaches a port of another one.</summary>
public static class Reach
{
    /// <param name="network">From an Architecture or a plan.</param>
    /// <param name="from">The place that opens the connection.</param>
    /// <param name="to">The place that it leads to.</param>
    /// <param name="port">TCP port; null: the place's own.</param>
    public static ReachAnswer Ask(PacketNetwork network, PacketPlace from, PacketPlace to, int? port = null)
    {
        var asked = port ?? to.Ports.FirstOrDefault(WellKnownPorts.Https);
        if (from.OnlyAnswers is { } because)
        {
            return Decided(from, to, asked, new ReachStep(from.Title, "connection", $"tcp {asked}", because, Allowed: false));
        }

        var isStranger = from.Outside is not null;
        var verdicts = network
            .Peers(from)
            .SelectMany(_ => network.Peers(to), (source, target) => PathTrace.Of(network, source, target, asked))
            .ToList();
        if (verdicts.Count == 0)
        {
            var empty = from.Interfaces.Count == 0 && !isStranger ? from : to;
            var rule = $"{empty.Title} has no network interface";
            return Decided(from, to, asked, new ReachStep(empty.Title, "place", $"tcp {asked}", rule, Allowed: false));
        }

        if (isStranger && (to.AdmitsStrangers ?? to.DeniesStrangers) is { } door)
        {
            return Decided(
                from,
                to,
                asked,
                new ReachStep(to.Title, "anonymous request", $"tcp {asked}", door, to.AdmitsStrangers is not null)
            );
        }

        var reachable = isStranger ? verdicts.Exists(v => v.Reachable) : verdicts.TrueForAll(v => v.Reachable);
        var decisive = verdicts.Where(v => v.Reachable == reachable).MaxBy(v => v.Path.Count)!;
        return new ReachAnswer(
            from.Name,
            to.Name,
            asked,
            reachable,
            verdicts.Exists(v => v.Reachable != reachable),
            decisive.DecidedBy,
            decisive.Path,
            [.. new[] { from.Note, to.Note }.OfType<string>(), .. verdicts.SelectMany(v => v.Notes).Distinct().Take(5)]
        );
    }

    static ReachAnswer Decided(PacketPlace from, PacketPlace to, int port, ReachStep step) =>
        new(from.Name, to.Name, port, step.Allowed, IsPartly: false, step.Rule, [step], []);
}
