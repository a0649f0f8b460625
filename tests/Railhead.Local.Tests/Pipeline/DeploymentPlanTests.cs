namespace Railhead.Local.Tests;

/// <summary>How a deployment goes on from each recorded step, and how it is undone.</summary>
public sealed class DeploymentPlanTests
{
    internal static readonly TaskRow Old = Some.Task("a1"),
        OldTwo = Some.Task("b2");

    internal static readonly TaskRow New = Some.Task("a3", TaskPhase.InService, Slot.Green, age: 30),
        NewTwo = Some.Task("b4", TaskPhase.InService, Slot.Green, age: 30);

    internal static readonly Serving GreenServes = new(Slot.Green, 2, "two");

    internal static DeploymentWorld World(DeploymentStep step, params TaskRow[] tasks) =>
        new()
        {
            Row = Some.Deployment(step),
            Architecture = Some.Architecture(),
            Tasks = tasks,
            Serving = Some.BlueServes,
            Verdict = new HealthVerdict.Waiting(null),
            LoadBalancerCurrent = true,
            Now = Some.Now,
            BakingSince = null,
        };

    static DeploymentAction Next(DeploymentWorld world) => DeploymentPlan.Next(world);

    internal static void Changes(DeploymentAction action, params TaskAction[] expected) =>
        Assert.Equal(expected, Assert.IsType<DeploymentAction.Change>(action).Tasks);

    [Fact]
    public void It_begins_with_the_source() =>
        Assert.Equal(
            new DeploymentAction.Unpack(),
            Next(World(DeploymentStep.Source) with { Row = Some.Deployment(DeploymentStep.Source, slot: null), Architecture = null })
        );

    [Theory]
    [InlineData(null, Slot.Blue)]
    [InlineData(Slot.Blue, Slot.Green)]
    [InlineData(Slot.Green, Slot.Blue)]
    public void Blue_and_green_take_turns(Slot? serving, Slot expected)
    {
        foreach (var step in (DeploymentStep[])[DeploymentStep.Source, DeploymentStep.Tasks])
        {
            var row = Some.Deployment(step, slot: null) with { Blueprint = Some.Blueprint() };
            var world = World(step) with { Row = row, Serving = serving is { } slot ? new Serving(slot, 1, "one") : null };
            Assert.Equal(new DeploymentAction.Choose(expected), Next(world));
        }
    }

    [Fact]
    public void An_unpacked_source_with_a_place_is_built() =>
        Assert.Equal(
            new DeploymentAction.Enter(DeploymentStep.Build),
            Next(World(DeploymentStep.Source) with { Row = Some.Deployment(DeploymentStep.Source) with { Blueprint = Some.Blueprint() } })
        );

    [Fact]
    public void A_build_that_was_interrupted_is_resumed() => Assert.Equal(new DeploymentAction.Build(), Next(World(DeploymentStep.Build)));

    [Fact]
    public void The_release_command_runs_where_there_is_one()
    {
        Assert.Equal(new DeploymentAction.ReleaseCommand(null), Next(World(DeploymentStep.Release)));
        Assert.Equal(
            new DeploymentAction.ReleaseCommand("./migrate"),
            Next(World(DeploymentStep.Release) with { Architecture = Some.Architecture(more: "release: ./migrate") })
        );
    }

    [Fact]
    public void A_new_set_is_made_beside_the_old_one() =>
        Changes(
            Next(World(DeploymentStep.Tasks, Old, OldTwo)),
            new TaskAction.Add(Slot.Green, 2, "two", "eu-west-1a"),
            new TaskAction.Add(Slot.Green, 2, "two", "eu-west-1b")
        );

    [Fact]
    public void A_set_that_a_crash_interrupted_is_completed() =>
        Changes(
            Next(World(DeploymentStep.Tasks, Old, OldTwo, New)),
            new TaskAction.Add(Slot.Green, 2, "two", Some.Architecture().Network.Zones[1])
        );

    [Fact]
    public void What_an_earlier_deployment_left_in_the_place_goes_first()
    {
        var left = Some.Task("a3", TaskPhase.InService, Slot.Green, age: 61);
        Changes(Next(World(DeploymentStep.Tasks, Old, left)), new TaskAction.Move(left, TaskPhase.Draining, MoveReason.Replaced));
    }

    [Theory]
    [InlineData(TaskPhase.Draining)]
    [InlineData(TaskPhase.Stopping)]
    public void Nothing_is_added_before_the_place_is_empty(TaskPhase phase) =>
        Assert.Equal(
            new DeploymentAction.Wait(),
            Next(World(DeploymentStep.Tasks, Old, Some.Task("a3", phase, Slot.Green, age: 30, draining: 1)))
        );

    [Fact]
    public void The_set_is_waited_for_with_what_there_is_to_say() =>
        Assert.Equal(
            new DeploymentAction.Wait("b4: waiting"),
            Next(World(DeploymentStep.Tasks, Old, New, NewTwo) with { Verdict = new HealthVerdict.Waiting("b4: waiting") })
        );

    [Fact]
    public void A_set_that_will_not_become_healthy_fails_the_deployment()
    {
        var failed = new HealthVerdict.Failed("Task b4 keeps crashing.", new TaskLogPart("b4", "app", null));
        Assert.Equal(new DeploymentAction.Fail(failed), Next(World(DeploymentStep.Tasks, Old, New, NewTwo) with { Verdict = failed }));
    }

    [Fact]
    public void The_traffic_moves_only_to_a_healthy_set()
    {
        Assert.Equal(
            new DeploymentAction.Enter(DeploymentStep.Traffic, "a3 eu-west-1a, b4 eu-west-1b healthy"),
            Next(World(DeploymentStep.Tasks, Old, New, NewTwo) with { Verdict = new HealthVerdict.Healthy() })
        );
        Assert.Equal(new DeploymentAction.Serve(GreenServes), Next(World(DeploymentStep.Traffic, Old, New, NewTwo)));
    }

    [Fact]
    public void A_verdict_about_fewer_tasks_than_wanted_does_not_count() =>
        Assert.IsType<DeploymentAction.Change>(Next(World(DeploymentStep.Tasks, Old, New) with { Verdict = new HealthVerdict.Healthy() }));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_old_set_stays_until_the_load_balancer_has_moved_the_traffic(bool current)
    {
        var world = World(DeploymentStep.Traffic, Old, New, NewTwo) with { Serving = GreenServes, LoadBalancerCurrent = current };
        DeploymentAction expected = current ? new DeploymentAction.Enter(DeploymentStep.Drain) : new DeploymentAction.Wait();
        Assert.Equal(expected, Next(world));
    }

    [Fact]
    public void The_same_slot_with_another_release_does_not_serve_yet() =>
        Assert.Equal(
            new DeploymentAction.Serve(GreenServes),
            Next(World(DeploymentStep.Traffic, New, NewTwo) with { Serving = GreenServes with { Release = 1 } })
        );

    [Fact]
    public void The_old_set_drains_when_the_traffic_has_moved()
    {
        var starting = Some.Task("b2", TaskPhase.Initial);
        Changes(
            Next(World(DeploymentStep.Drain, Old, starting, New, NewTwo) with { Serving = GreenServes }),
            new TaskAction.Move(Old, TaskPhase.Draining, MoveReason.Replaced),
            new TaskAction.Move(starting, TaskPhase.Stopping, MoveReason.Replaced)
        );
    }

    [Fact]
    public void A_deployment_is_not_over_before_the_old_set_is_gone()
    {
        var leaving = Some.Task("a1", TaskPhase.Stopping);
        Assert.Equal(new DeploymentAction.Wait(), Next(World(DeploymentStep.Drain, leaving, New, NewTwo) with { Serving = GreenServes }));
        Assert.Equal(new DeploymentAction.Finish(), Next(World(DeploymentStep.Drain, New, NewTwo) with { Serving = GreenServes }));
    }

    [Theory]
    [InlineData(null, 30.0)]
    [InlineData(0.0, 30.0)]
    [InlineData(12.0, 18.0)]
    [InlineData(30.0, null)]
    public void The_old_set_stays_while_the_new_one_bakes(double? baking, double? left)
    {
        var world = World(DeploymentStep.Drain, Old, OldTwo, New, NewTwo) with
        {
            Serving = GreenServes,
            Architecture = Some.Architecture(more: "deploy: { bake: 30 }"),
            BakingSince = baking is { } seconds ? Some.Now.AddSeconds(-seconds) : null,
        };
        if (left is { } rest)
        {
            Assert.Equal(new DeploymentAction.Bake(TimeSpan.FromSeconds(rest)), Next(world));
        }
        else
        {
            Assert.IsType<DeploymentAction.Change>(Next(world));
        }
    }

    [Fact]
    public void A_drain_that_a_crash_interrupted_does_not_bake_again()
    {
        var leaving = Some.Task("a1", TaskPhase.Draining, draining: 3);
        var world = World(DeploymentStep.Drain, leaving, New, NewTwo) with
        {
            Serving = GreenServes,
            Architecture = Some.Architecture(more: "deploy: { bake: 30 }"),
        };
        Assert.Equal(new DeploymentAction.Wait(), Next(world));
    }

    [Fact]
    public void A_first_deployment_has_nothing_to_bake_or_drain() =>
        Assert.Equal(
            new DeploymentAction.Finish(),
            Next(
                World(DeploymentStep.Drain, New, NewTwo) with
                {
                    Serving = GreenServes,
                    Architecture = Some.Architecture(more: "deploy: { bake: 30 }"),
                }
            )
        );

    [Fact]
    public void Every_recorded_step_gives_the_same_action_again()
    {
        TaskRow[][] sets =
        [
            [Old],
            [Old, New],
            [Old, New, NewTwo],
            [New, NewTwo],
        ];
        foreach (var world in Enum.GetValues<DeploymentStep>().SelectMany(step => sets.Select(tasks => World(step, tasks))))
        {
            Assert.Equivalent(Next(world), Next(world), strict: true);
        }
    }
}
