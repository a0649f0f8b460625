using Railhead.Model;

namespace Railhead.Local.Tests;

public sealed class TrafficPlanTests
{
    static readonly Architecture Platform = Some.Architecture();

    [Fact]
    public void Before_the_first_deployment_nobody_has_the_traffic()
    {
        var desired = TrafficPlan.Desired(Platform, new Dictionary<Slot, Architecture>(), [Some.Task("a1")], serving: null);
        Assert.Empty(desired.Weights);
        desired.Validate();
    }

    [Fact]
    public void The_serving_set_has_the_whole_traffic()
    {
        var desired = TrafficPlan.Desired(Platform, new Dictionary<Slot, Architecture>(), [], new Serving(Slot.Green, 2, "two"));
        Assert.Equal(new Dictionary<Slot, int> { [Slot.Green] = WeightsMap.Whole }, desired.Weights);
    }

    [Fact]
    public void Every_task_but_a_stopping_one_is_a_target_of_its_set()
    {
        TaskRow[] rows =
        [
            Some.Task("a1", TaskPhase.Initial),
            Some.Task("a2"),
            Some.Task("a3", TaskPhase.Draining),
            Some.Task("a4", TaskPhase.Stopping),
            Some.Task("b5", slot: Slot.Green),
        ];
        var desired = TrafficPlan.Desired(Platform, new Dictionary<Slot, Architecture>(), rows, Some.BlueServes);
        Assert.Equal(
            [("a1", TargetPhase.Initial), ("a2", TargetPhase.InService), ("a3", TargetPhase.Draining)],
            desired.TargetsOf(Slot.Blue).Select(target => (target.Name, target.Phase))
        );
        Assert.Equal(["b5"], desired.TargetsOf(Slot.Green).Select(target => target.Name));
    }

    [Fact]
    public void Each_set_is_checked_as_its_own_blueprint_says()
    {
        var green = Some.Architecture(more: "health: { path: /ready }");
        var desired = TrafficPlan.Desired(Platform, new Dictionary<Slot, Architecture> { [Slot.Green] = green }, [], Some.BlueServes);
        Assert.Equal(("/up", "/ready"), (desired.HealthChecks[Slot.Blue].Path, desired.HealthChecks[Slot.Green].Path));
    }
}
