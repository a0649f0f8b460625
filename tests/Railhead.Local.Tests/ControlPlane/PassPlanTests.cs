namespace Railhead.Local.Tests;

/// <summary>The work of a pass for a task, and the pause after a pass.</summary>
public sealed class PassPlanTests
{
    [Theory]
    [InlineData(TaskPhase.Initial, true, TaskWork.Install)]
    [InlineData(TaskPhase.Initial, false, TaskWork.Install)]
    [InlineData(TaskPhase.InService, true, TaskWork.Install)]
    [InlineData(TaskPhase.InService, false, TaskWork.Install)]
    // A draining task still has requests: a crashed process of it comes back.
    [InlineData(TaskPhase.Draining, true, TaskWork.Install)]
    // After a reboot during its drain it has none.
    [InlineData(TaskPhase.Draining, false, TaskWork.None)]
    [InlineData(TaskPhase.Stopping, true, TaskWork.Remove)]
    [InlineData(TaskPhase.Stopping, false, TaskWork.Remove)]
    public void A_task_has_its_processes_until_it_stops(TaskPhase phase, bool isPrepared, TaskWork expected) =>
        Assert.Equal(expected, PassPlan.WorkFor(phase, isPrepared));

    [Theory]
    [InlineData(false, null, 2000)]
    [InlineData(false, null, 2000, TaskPhase.InService, TaskPhase.InService)]
    [InlineData(false, null, 200, TaskPhase.InService, TaskPhase.Initial)]
    [InlineData(false, null, 200, TaskPhase.Draining)]
    [InlineData(false, null, 200, TaskPhase.Stopping)]
    [InlineData(false, "loadbalancer: no answer", 200, TaskPhase.InService)]
    [InlineData(true, null, 0, TaskPhase.InService)]
    [InlineData(true, "loadbalancer: no answer", 0, TaskPhase.Initial)]
    public void A_pass_follows_the_sooner_the_more_there_is_to_do(
        bool hasChanged,
        string? problem,
        int milliseconds,
        params TaskPhase[] phases
    ) => Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), PassPlan.Pause(hasChanged, problem, phases));
}
