using Railhead.Model;

namespace Railhead.Local;

/// <summary>
/// Decides what the load balancer has to be: the targets of every slot, their checks, and who gets which share of the requests.
/// </summary>
public static class TrafficPlan
{
    /// <param name="platform">The platform's blueprint.</param>
    /// <param name="sets">The blueprint of each slot that has one.</param>
    /// <param name="rows">All tasks.</param>
    /// <param name="serving">The set that has the traffic; null: every request is answered 503.</param>
    public static LoadBalancerState Desired(
        Architecture platform,
        IReadOnlyDictionary<Slot, Architecture> sets,
        IReadOnlyList<TaskRow> rows,
        Serving? serving
    ) =>
        new()
        {
            Host = platform.LoadBalancing.LocalHost,
            StickySeconds = platform.LoadBalancing.StickySeconds,
            TrustedProxies = platform.LoadBalancing.Local.TrustedProxies,
            HealthChecks = SlotNames.All.ToDictionary(
                slot => slot,
                slot => sets.GetValueOrDefault(slot, platform).LoadBalancing.HealthCheck
            ),
            Targets = SlotNames.All.ToDictionary(
                slot => slot,
                slot => (IReadOnlyList<Target>)[.. rows.Where(row => row.Slot == slot && row.Phase != TaskPhase.Stopping).Select(TargetOf)]
            ),
            Weights = serving is null ? new Dictionary<Slot, int>() : new Dictionary<Slot, int> { [serving.Slot] = WeightsMap.Whole },
        };

    static Target TargetOf(TaskRow row) =>
        new(
            row.Id,
            "127.0.0.1",
            row.NginxPort,
            row.Phase switch
            {
                TaskPhase.Initial => TargetPhase.Initial,
                TaskPhase.InService => TargetPhase.InService,
                TaskPhase.Draining => TargetPhase.Draining,
                _ => throw new InvalidOperationException($"A task in phase {row.Phase} is not a target."),
            }
        );
}
