namespace Railhead.Local;

/// <summary>Turns what the workers show into each target's health.</summary>
static class HealthReport
{
    /// <param name="desired">Whose targets are reported.</param>
    /// <param name="observations">The serving worker first, then those that a reload left behind.</param>
    public static IReadOnlyList<TargetHealth> Of(LoadBalancerState desired, IReadOnlyList<WorkerObservation> observations)
    {
        var report = new List<TargetHealth>();
        foreach (var slot in SlotNames.All)
        {
            foreach (var target in desired.TargetsOf(slot))
            {
                var all = observations.SelectMany(observed => observed.Servers).Where(server => server.Slot == slot && HaproxyServer.TargetOf(server.Name) == target.Name).ToList();
                var name = target.Phase == TargetPhase.Initial ? HaproxyServer.ProbeOf(target.Name) : target.Name;
                var server = observations[0].Servers.FirstOrDefault(server => server.Slot == slot && server.Name == name);
                report.Add(new TargetHealth(
                    target.Name, slot, Health(target.Phase, server), all.Sum(one => one.Sessions), all.Sum(one => one.Queue), server?.LastCheck));
            }
        }

        return report;
    }

    static string Health(TargetPhase phase, ObservedServer? server) => (phase, server) switch
    {
        (TargetPhase.Draining, _) => TargetHealth.Draining,
        (_, null) => TargetHealth.Initial,
        (TargetPhase.Initial, _) => server.CheckPassed ? TargetHealth.Healthy : TargetHealth.Initial,
        _ => server.IsUp ? TargetHealth.Healthy : TargetHealth.Unhealthy,
    };
}
