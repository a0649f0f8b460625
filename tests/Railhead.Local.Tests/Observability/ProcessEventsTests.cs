namespace Railhead.Local.Tests;

/// <summary>The events that follow from the processes, from look to look.</summary>
public sealed class ProcessEventsTests
{
    IReadOnlyDictionary<string, Sighting> _seen = new Dictionary<string, Sighting>();

    static WatchedProcess App(
        int restarts = 0,
        TaskPhase phase = TaskPhase.InService,
        TargetHealthState health = TargetHealthState.Healthy,
        int? exit = null,
        int? signal = null,
        bool loops = false
    )
    {
        var status = Some.Status("task-a1-app", loops, exit, signal) with { Restarts = restarts };
        return WatchedProcesses.OfTask(Some.Seen(Some.Task("a1", phase), health, check: "status 500", app: status)).First();
    }

    static WatchedProcess Part(PlatformPart part, int restarts = 0, bool up = true, int? exit = null) =>
        WatchedProcesses.OfPlatform(Some.Status(part.Name(), exit: exit) with { Restarts = restarts, Pid = up ? 100 : null });

    List<(string Kind, string Text, int Count)> Look(WatchedProcess process, bool isSettling = false)
    {
        (var events, _seen) = ProcessEvents.Decide(_seen, [process], isSettling);
        return [.. events.Select(entry => (entry.Kind.Word(), entry.Text, entry.Count))];
    }

    [Fact]
    public void A_task_that_starts_and_serves_is_not_an_event()
    {
        Assert.Empty(Look(App(phase: TaskPhase.Initial, health: TargetHealthState.Initial)));
        Assert.Empty(Look(App()));
        Assert.Empty(Look(App(phase: TaskPhase.Draining, health: TargetHealthState.Draining)));
    }

    [Theory]
    [InlineData(3, null, "The app of task a1 crashed: it exited with code 3.")]
    [InlineData(null, 9, "The app of task a1 crashed: SIGKILL ended it.")]
    [InlineData(137, null, "The app of task a1 crashed: it exited with code 137, as after SIGKILL.")]
    [InlineData(null, 64, "The app of task a1 crashed: signal 64 ended it.")]
    [InlineData(null, null, "The app of task a1 crashed.")]
    public void A_crash_says_how_the_process_ended(int? exit, int? signal, string text) =>
        Assert.Equal([("crash", text, 1)], Look(App(restarts: 1, exit: exit, signal: signal)));

    [Fact]
    public void A_task_that_crashed_is_healthy_once_it_serves_again()
    {
        Look(App());
        Assert.Equal("crash", Assert.Single(Look(App(restarts: 1, signal: 9))).Kind);
        Assert.Empty(Look(App(restarts: 1, phase: TaskPhase.Initial, health: TargetHealthState.Unhealthy)));
        Assert.Equal([("healthy", "Task a1 passes its health checks and serves again.", 1)], Look(App(restarts: 1)));
        Assert.Empty(Look(App(restarts: 1)));
    }

    [Fact]
    public void Crashes_between_two_looks_are_counted()
    {
        Look(App(restarts: 2));
        Assert.Equal(5, Assert.Single(Look(App(restarts: 7, exit: 1, loops: true))).Count);
        Assert.Empty(Look(App(restarts: 7, exit: 1, loops: true)));
    }

    [Fact]
    public void A_task_that_fails_its_checks_is_unhealthy_once_and_then_healthy()
    {
        Look(App());
        Assert.Equal([("unhealthy", "Task a1 fails its health checks: status 500.", 1)], Look(App(health: TargetHealthState.Unhealthy)));
        Assert.Empty(Look(App(health: TargetHealthState.Unhealthy)));
        Assert.Equal("healthy", Assert.Single(Look(App())).Kind);
    }

    [Fact]
    public void A_task_that_never_served_is_the_deployments_matter()
    {
        Look(App(phase: TaskPhase.Initial, health: TargetHealthState.Initial));
        Assert.Empty(Look(App(phase: TaskPhase.Initial, health: TargetHealthState.Unhealthy)));
    }

    [Fact]
    public void A_part_of_the_platform_crashes_and_runs_again()
    {
        Look(Part(PlatformPart.Database));
        Assert.Equal(("crash", "The database crashed.", 1), Assert.Single(Look(Part(PlatformPart.Database, restarts: 1, up: false))));
        Assert.Empty(Look(Part(PlatformPart.Database, restarts: 1, up: false)));
        Assert.Equal(("recovery", "The database runs again.", 1), Assert.Single(Look(Part(PlatformPart.Database, restarts: 1))));
    }

    [Fact]
    public void The_object_store_that_restarts_itself_for_its_configuration_did_not_crash()
    {
        Look(Part(PlatformPart.Storage));
        Assert.Empty(Look(Part(PlatformPart.Storage, restarts: 1, exit: 0)));
        Assert.Equal("crash", Assert.Single(Look(Part(PlatformPart.Storage, restarts: 2, exit: 134))).Kind);
    }

    [Fact]
    public void The_first_start_of_a_process_after_a_reboot_is_not_a_crash_and_the_second_is()
    {
        _seen = new Dictionary<string, Sighting> { ["task-a1-app"] = new(4, SightingState.New) };
        Assert.Empty(Look(Waiting(4), isSettling: true));
        Assert.Empty(Look(Waiting(5), isSettling: true));
        Assert.Empty(Look(App(restarts: 5, phase: TaskPhase.Initial, health: TargetHealthState.Unhealthy), isSettling: true));
        Assert.Equal("crash", Assert.Single(Look(App(restarts: 6, phase: TaskPhase.Initial), isSettling: true)).Kind);
        return;

        // It waits for its variables, and the load balancer knows nothing new yet.
        static WatchedProcess Waiting(int restarts) => App(restarts) with { Up = false };
    }

    [Fact]
    public void A_crash_right_after_the_first_start_is_an_event()
    {
        Assert.Empty(Look(App()));
        Assert.Single(Look(App(restarts: 1)));
    }

    [Fact]
    public void A_service_that_was_installed_anew_counts_from_zero()
    {
        _seen = new Dictionary<string, Sighting> { ["task-a1-app"] = new(4, SightingState.Well) };
        Assert.Empty(Look(App()));
        Assert.Equal(1, Assert.Single(Look(App(restarts: 1))).Count);
    }
}
