namespace Railhead.Local.Tests;

/// <summary>What is said of a set that should become healthy.</summary>
public sealed class HealthVerdictTests
{
    static readonly TaskRow One = Some.Task("a1"),
        Fresh = Some.Task("b2", TaskPhase.Initial);

    static HealthQuestion Question(params TaskObservation[] tasks) =>
        new()
        {
            Slot = Slot.Blue,
            Desired = 2,
            Path = "/up",
            Tasks = tasks,
            Problem = null,
            Elapsed = TimeSpan.FromSeconds(1),
            LastReminder = TimeSpan.Zero,
            Grace = TimeSpan.FromSeconds(60),
        };

    static string Reason(HealthQuestion question) => Assert.IsType<HealthVerdict.Failed>(HealthVerdict.Of(question)).Reason;

    [Fact]
    public void A_set_is_healthy_when_all_of_it_serves() =>
        Assert.Equal(new HealthVerdict.Healthy(), HealthVerdict.Of(Question(Some.Seen(One), Some.Seen(Some.Task("b2")))));

    [Fact]
    public void A_set_that_is_too_small_is_waited_for() =>
        Assert.Equal(new HealthVerdict.Waiting(null), HealthVerdict.Of(Question(Some.Seen(One))));

    [Fact]
    public void A_task_that_passed_its_check_and_does_not_serve_yet_is_waited_for() =>
        Assert.Equal(new HealthVerdict.Waiting(null), HealthVerdict.Of(Question(Some.Seen(One), Some.Seen(Fresh))));

    [Theory]
    [InlineData(TaskPhase.Draining)]
    [InlineData(TaskPhase.Stopping)]
    public void A_task_that_leaves_does_not_make_a_set_healthy(TaskPhase phase) =>
        Assert.Equal(new HealthVerdict.Waiting(null), HealthVerdict.Of(Question(Some.Seen(One), Some.Seen(Some.Task("b2", phase)))));

    [Fact]
    public void Tasks_of_the_other_set_do_not_count() =>
        Assert.Equal(
            new HealthVerdict.Waiting(null),
            HealthVerdict.Of(Question(Some.Seen(One), Some.Seen(Some.Task("b2", slot: Slot.Green))))
        );

    [Fact]
    public void An_app_that_keeps_crashing_fails_at_once_with_its_log()
    {
        var app = Some.Status("task-b2-app", crashLooping: true, exit: 3);
        var verdict = HealthVerdict.Of(Question(Some.Seen(One), Some.Seen(Fresh, TargetHealthState.Initial, app: app)));
        Assert.Equal(
            new HealthVerdict.Failed("Task b2 keeps crashing (exit code 3).", new TaskLogPart("b2", "app", app.LastStart)),
            verdict
        );
    }

    [Fact]
    public void An_nginx_that_keeps_crashing_is_told_from_its_app()
    {
        var nginx = Some.Status("task-b2-nginx", crashLooping: true, signal: 9);
        var verdict = HealthVerdict.Of(Question(Some.Seen(Fresh, TargetHealthState.Initial, nginx: nginx)));
        var failed = Assert.IsType<HealthVerdict.Failed>(verdict);
        Assert.Equal(("The nginx of task b2 keeps crashing (signal 9).", "nginx"), (failed.Reason, failed.Log?.Container));
    }

    [Theory]
    [InlineData(60, false)]
    [InlineData(61, true)]
    public void The_grace_ends_the_waiting(double elapsed, bool fails)
    {
        var question = Question(Some.Seen(One), Some.Seen(Fresh, TargetHealthState.Initial, check: "status 500"));
        question = question with { Elapsed = TimeSpan.FromSeconds(elapsed), LastReminder = TimeSpan.FromSeconds(55) };
        if (fails)
        {
            Assert.Equal("Task b2 did not become healthy within 60 s: GET /up returned status 500.", Reason(question));
        }
        else
        {
            Assert.IsType<HealthVerdict.Waiting>(HealthVerdict.Of(question));
        }
    }

    [Fact]
    public void The_grace_is_a_value() =>
        Assert.Contains(
            "within 2 s",
            Reason(
                Question(Some.Seen(Fresh, TargetHealthState.Initial)) with
                {
                    Grace = TimeSpan.FromSeconds(2),
                    Elapsed = TimeSpan.FromSeconds(3),
                }
            ),
            StringComparison.Ordinal
        );

    [Fact]
    public void Tasks_that_never_started_fail_with_what_the_control_plane_could_not_do() =>
        Assert.Equal(
            "The tasks did not start within 60 s: no space left",
            Reason(Question() with { Elapsed = TimeSpan.FromSeconds(61), Problem = "no space left" })
        );

    [Theory]
    [InlineData(10, 0, false)]
    [InlineData(11, 0, true)]
    [InlineData(15, 11, false)]
    [InlineData(22, 11, true)]
    public void A_reminder_comes_every_ten_seconds(double elapsed, double last, bool says)
    {
        var question = Question(Some.Seen(Fresh, TargetHealthState.Initial)) with
        {
            Elapsed = TimeSpan.FromSeconds(elapsed),
            LastReminder = TimeSpan.FromSeconds(last),
        };
        var expected = says ? $"b2: waiting for GET /up, which has no answer yet ({elapsed} s)" : null;
        Assert.Equal(new HealthVerdict.Waiting(expected), HealthVerdict.Of(question));
    }

    [Theory]
    [InlineData("status 404")]
    [InlineData("status 401")]
    public void An_answer_that_is_none_of_the_health_checks_means_another_path(string check) =>
        Assert.Equal(" The app answers, but not at /up: set health: in railhead.yaml.", HealthVerdict.Meaning(check, "/up"));

    [Theory]
    [InlineData("status 400")]
    [InlineData("status 403")]
    public void A_refusal_may_be_about_the_host(string check) =>
        Assert.Contains("LB_ENDPOINT", HealthVerdict.Meaning(check, "/up"), StringComparison.Ordinal);

    [Theory]
    [InlineData("https://localhost/up", "exclude /up from that redirect")]
    [InlineData("HTTPS://shop.example/", "exclude /up from that redirect")]
    [InlineData("/login", "redirects /up to /login: set health:")]
    [InlineData("http://localhost/up/", "redirects /up to http://localhost/up/: set health:")]
    [InlineData(null, "redirects /up: set health:")]
    public void A_redirect_is_told_by_its_target(string? location, string expected) =>
        Assert.Contains(expected, HealthVerdict.MeaningOfRedirect(location, "/up"), StringComparison.Ordinal);

    [Fact]
    public void A_redirected_check_is_asked_for_its_target()
    {
        var seen = Some.Seen(Fresh, TargetHealthState.Unhealthy);
        var question = Question(seen with { Target = seen.Target! with { LastCheck = "status 301" } }) with
        {
            Elapsed = TimeSpan.FromSeconds(61),
        };
        var failed = Assert.IsType<HealthVerdict.Failed>(HealthVerdict.Of(question));
        Assert.Equal(new RedirectedCheck(Fresh.AppPort, "/up"), failed.Redirected);
    }

    [Theory]
    [InlineData("status 500")]
    [InlineData("status 200")]
    [InlineData("connection refused")]
    [InlineData(null)]
    public void Anything_else_speaks_for_itself(string? check) => Assert.Empty(HealthVerdict.Meaning(check, "/up"));
}
