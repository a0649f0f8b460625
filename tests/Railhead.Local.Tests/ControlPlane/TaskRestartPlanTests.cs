using static Railhead.Local.Tests.TaskPlanTests;

namespace Railhead.Local.Tests;

/// <summary>What a pass does with a task whose app crashed or restarted.</summary>
public sealed class TaskRestartPlanTests
{
    [Fact]
    public void A_crashed_app_serves_again_only_after_a_passed_check()
    {
        var world = With(World(One, Two), Two, TargetHealthState.Unhealthy, Some.App(pid: 101, age: 5, before: 101));
        Moves(world, new TaskAction.Move(Two, TaskPhase.Initial, MoveReason.CheckFailed));
    }

    [Fact]
    public void An_old_process_that_fails_its_checks_stays_where_it_can_recover() =>
        Moves(With(World(One, Two), Two, TargetHealthState.Unhealthy, Some.App(age: 61)));

    [Theory]
    [InlineData(101)]
    [InlineData(null)]
    public void A_restarted_app_gets_nothing_while_another_task_serves(int? pid) =>
        Moves(
            With(World(One, Two), Two, TargetHealthState.Healthy, Some.App(pid, age: 1, before: 100)),
            new TaskAction.Move(Two, TaskPhase.Initial, MoveReason.AppRestarted)
        );

    [Fact]
    public void A_restarted_app_goes_on_serving_when_it_is_the_only_one() =>
        Moves(With(World(One), One, TargetHealthState.Healthy, Some.App(pid: 101, age: 1, before: 100)));

    [Fact]
    public void Apps_that_restarted_at_the_same_time_go_on_serving()
    {
        var world = With(World(One, Two), One, TargetHealthState.Healthy, Some.App(pid: 101, age: 1, before: 100));
        Moves(With(world, Two, TargetHealthState.Healthy, Some.App(pid: 102, age: 1, before: 100)));
    }

    [Fact]
    public void One_of_three_that_did_not_restart_is_enough_to_serve()
    {
        var three = Some.Task("a3");
        var world = With(World(One, Two, three), One, TargetHealthState.Healthy, Some.App(pid: 101, age: 1, before: 100));
        Moves(
            With(world, Two, TargetHealthState.Healthy, Some.App(pid: 102, age: 1, before: 100)),
            new TaskAction.Move(One, TaskPhase.Initial, MoveReason.AppRestarted),
            new TaskAction.Move(Two, TaskPhase.Initial, MoveReason.AppRestarted)
        );
    }

    [Theory]
    [InlineData(TargetHealthState.Unhealthy)]
    [InlineData(TargetHealthState.Initial)]
    public void A_restarted_app_goes_on_serving_when_the_others_get_no_requests(TargetHealthState others)
    {
        var world = With(World(One, Two), One, TargetHealthState.Healthy, Some.App(pid: 101, age: 1, before: 100));
        Moves(With(world, Two, others));
    }

    [Theory]
    [InlineData(TaskPhase.Draining, Slot.Blue)]
    [InlineData(TaskPhase.Initial, Slot.Blue)]
    [InlineData(TaskPhase.InService, Slot.Green)]
    public void A_task_that_does_not_serve_in_its_place_is_not_another(TaskPhase phase, Slot slot)
    {
        var other = Some.Task("b2", phase, slot, draining: 1);
        var world = With(World(One, other), One, TargetHealthState.Healthy, Some.App(pid: 101, age: 1, before: 100));
        world = With(world, other, TargetHealthState.Initial);
        Assert.DoesNotContain(TaskPlan.Decide(world), action => action is TaskAction.Move move && move.Row == One);
    }

    [Fact]
    public void A_task_that_no_pass_has_seen_before_has_not_restarted() =>
        Moves(With(World(One, Two), Two, TargetHealthState.Healthy, Some.App() with { LastPass = null }));
}
