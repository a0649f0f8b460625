namespace Railhead.Local;

/// <summary>Turns what the workers show into each target's health.</summary>
static class HealthReport
{
    /// <param name="desired">Whose targets are reported.</param>
    /// <param name="serving">The worker that takes new connections.</param>
    /// <param name="old">Those that a reload left behind.</param>
    public static IReadOnlyList<TargetHealth> Of(LoadBalancerState desired, WorkerObservation serving, IReadOnlyList<WorkerObservation> old)
    {
        var report = new List<TargetHealth>();
        foreach (var slot in SlotNames.All)
        {
            foreach (var target in desired.TargetsOf(slot))
            {
                bool IsItsOwn(ObservedServer server) => server.Slot == slot && HaproxyServer.TargetOf(server.Name) == target.Name;
                var left = old.SelectMany(worker => worker.Servers).Where(IsItsOwn).ToList();
                var all = serving.Servers.Where(IsItsOwn).Concat(left).ToList();
                var (sessions, queue) = (all.Sum(server => server.Sessions), all.Sum(server => server.Queue));
                var isDrained =
                    target.Phase == TargetPhase.Draining
                    && sessions + queue == 0
                    && !left.Any(server => server is { InDrain: false, InMaintenance: false });
                var name = target.Phase == TargetPhase.Initial ? HaproxyServer.ProbeOf(target.Name) : target.Name;
                var server = serving.Servers.FirstOrDefault(server => server.Slot == slot && server.Name == name);
                report.Add(
                    new TargetHealth(target.Name, slot, Health(target.Phase, server), sessions, queue, isDrained, server?.LastCheck)
                );
            }
        }

        return report;
    }

    static TargetHealthState Health(TargetPhase phase, ObservedServer? server) =>
        (phase, server) switch
        {
            (TargetPhase.Draining, _) => TargetHealthState.Draining,
            (_, null) => TargetHealthState.Initial,
            (TargetPhase.Initial, _) => server.CheckPassed ? TargetHealthState.Healthy : TargetHealthState.Initial,
            _ => server.IsUp ? TargetHealthState.Healthy : TargetHealthState.Unhealthy,
        };
}
