namespace Railhead.Local.Tests;

/// <summary>What a pass does with tasks.</summary>
public sealed class TaskPlanTests
{
    internal static readonly TaskRow One = Some.Task("a1"),
        Two = Some.Task("b2");

    internal static TaskWorld World(params TaskRow[] rows) =>
        new()
        {
            Now = Some.Now,
            Rows = rows,
            Serving = Some.BlueServes,
            Desired = rows.Count(row => row.BelongsTo(Slot.Blue)),
            Zones = Some.Zones,
            Targets = rows.Where(row => row.Phase != TaskPhase.Stopping)
                .ToDictionary(row => row.Id, row => Some.Target(row, TargetHealthState.Healthy)),
            Apps = rows.ToDictionary(row => row.Id, _ => Some.App()),
            Ports = Some.Ports,
        };

    internal static TaskWorld With(
        TaskWorld world,
        TaskRow row,
        TargetHealthState? health = null,
        AppObservation? app = null,
        bool isDrained = false
    ) =>
        world with
        {
            Targets = new Dictionary<string, TargetHealth>(world.Targets!)
            {
                [row.Id] = Some.Target(row, health ?? TargetHealthState.Healthy, isDrained),
            },
            Apps = new Dictionary<string, AppObservation>(world.Apps) { [row.Id] = app ?? Some.App() },
        };

    internal static void Moves(TaskWorld world, params TaskAction[] expected) => Assert.Equal(expected, TaskPlan.Decide(world));

    [Fact]
    public void A_healthy_set_is_left_alone() => Moves(World(One, Two));

    [Fact]
    public void A_task_serves_after_its_first_passed_check()
    {
        var fresh = Some.Task("b2", TaskPhase.Initial);
        Moves(World(One, fresh), new TaskAction.Move(fresh, TaskPhase.InService, MoveReason.CheckPassed));
    }

    [Theory]
    [InlineData(TargetHealthState.Initial)]
    [InlineData(TargetHealthState.Unhealthy)]
    public void A_task_without_a_passed_check_does_not_serve(TargetHealthState health)
    {
        var fresh = Some.Task("b2", TaskPhase.Initial);
        Moves(With(World(One, fresh), fresh, health));
    }

    [Fact]
    public void A_set_that_down_or_a_reboot_emptied_starts_anew()
    {
        var world = World(One, Two);
        var gone = Some.App(pid: null, before: 100, isPrepared: false) with { LastPass = null };
        world = With(With(world, One, TargetHealthState.Healthy, gone), Two, TargetHealthState.Healthy, gone);
        Moves(
            world,
            new TaskAction.Move(One, TaskPhase.Initial, MoveReason.StartsAnew),
            new TaskAction.Move(Two, TaskPhase.Initial, MoveReason.StartsAnew)
        );
    }

    [Fact]
    public void A_task_that_starts_anew_does_not_serve_by_an_old_answer_of_the_load_balancer()
    {
        var fresh = Some.Task("b2", TaskPhase.Initial);
        Moves(With(World(One, fresh), fresh, TargetHealthState.Healthy, Some.App(pid: null, isPrepared: false)));
    }

    [Fact]
    public void A_task_whose_environment_alone_is_missing_goes_on_serving() =>
        Moves(With(World(One, Two), Two, TargetHealthState.Healthy, Some.App(isPrepared: false)));

    [Fact]
    public void A_draining_task_stops_when_it_has_finished()
    {
        var leaving = Some.Task("b2", TaskPhase.Draining, draining: 1);
        Moves(
            With(World(One, leaving), leaving, TargetHealthState.Draining, isDrained: true),
            new TaskAction.Move(leaving, TaskPhase.Stopping, MoveReason.Drained)
        );
    }

    [Theory]
    [InlineData(29, false)]
    [InlineData(31, true)]
    public void A_draining_task_with_requests_stops_at_the_limit(double seconds, bool stops)
    {
        var leaving = Some.Task("b2", TaskPhase.Draining, draining: seconds);
        TaskAction[] expected = stops ? [new TaskAction.Move(leaving, TaskPhase.Stopping, MoveReason.DrainLimit)] : [];
        Moves(With(World(One, leaving), leaving, TargetHealthState.Draining), expected);
    }

    [Fact]
    public void A_draining_task_whose_app_restarts_drains_on()
    {
        var leaving = Some.Task("b2", TaskPhase.Draining, draining: 1);
        Moves(With(World(One, leaving), leaving, TargetHealthState.Draining, Some.App(pid: 101, age: 1, before: 100)));
    }

    [Theory]
    [InlineData(29, false)]
    [InlineData(31, true)]
    public void Without_the_load_balancer_only_the_limit_ends_a_drain(double seconds, bool stops)
    {
        var leaving = Some.Task("b2", TaskPhase.Draining, draining: seconds);
        TaskAction[] expected = stops ? [new TaskAction.Move(leaving, TaskPhase.Stopping, MoveReason.DrainLimit)] : [];
        Moves(World(One, leaving) with { Targets = null }, expected);
    }

    [Fact]
    public void Without_the_load_balancer_no_task_begins_to_serve()
    {
        var fresh = Some.Task("b2", TaskPhase.Initial);
        Moves(World(One, fresh) with { Targets = null });
    }

    [Fact]
    public void A_stopping_task_is_removed_when_the_load_balancer_has_let_it_go()
    {
        var ending = Some.Task("b2", TaskPhase.Stopping);
        Moves(World(One, ending), new TaskAction.Remove(ending));
        Moves(With(World(One, ending), ending, TargetHealthState.Draining));
        Moves(World(One, ending) with { Targets = null }, new TaskAction.Remove(ending));
    }

    [Fact]
    public void A_set_that_is_too_small_gets_tasks_in_the_emptiest_zones() =>
        Moves(
            World(One) with
            {
                Desired = 3,
            },
            new TaskAction.Add(Slot.Blue, 1, "one", "eu-west-1b"),
            new TaskAction.Add(Slot.Blue, 1, "one", "eu-west-1a")
        );

    [Fact]
    public void A_set_that_is_too_large_gives_up_its_newest_task_in_the_fullest_zone()
    {
        var newest = Some.Task("a3", age: 10);
        Moves(World(One, Two, newest) with { Desired = 2 }, new TaskAction.Move(newest, TaskPhase.Draining, MoveReason.Surplus));
    }

    [Fact]
    public void A_surplus_task_that_never_served_has_nothing_to_finish()
    {
        var newest = Some.Task("a3", TaskPhase.Initial, age: 10);
        Moves(World(One, Two, newest) with { Desired = 2 }, new TaskAction.Move(newest, TaskPhase.Stopping, MoveReason.Surplus));
    }

    [Fact]
    public void Draining_and_stopping_tasks_do_not_count_as_the_set()
    {
        var leaving = Some.Task("b2", TaskPhase.Draining, draining: 1);
        var world = With(World(One, leaving), leaving, TargetHealthState.Draining) with { Desired = 2 };
        Moves(world, new TaskAction.Add(Slot.Blue, 1, "one", "eu-west-1b"));
    }

    [Fact]
    public void The_set_of_a_deployment_is_not_scaled()
    {
        var other = Some.Task("b2", slot: Slot.Green);
        Moves(World(One, other) with { Desired = 1 });
        Moves(World(other) with { Serving = null, Desired = 2 });
    }

    [Fact]
    public void A_task_on_the_ports_of_another_environment_is_made_anew()
    {
        var foreign = One with { AppPort = 30016 };
        Moves(
            World(foreign) with
            {
                Desired = 1,
            },
            new TaskAction.Add(Slot.Blue, 1, "one", "eu-west-1a"),
            new TaskAction.Move(foreign, TaskPhase.Stopping, MoveReason.ForeignPorts)
        );
    }
}
