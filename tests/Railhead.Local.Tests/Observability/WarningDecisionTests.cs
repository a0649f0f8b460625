namespace Railhead.Local.Tests;

/// <summary>The states that need a person.</summary>
public sealed class WarningDecisionTests
{
    const long Gigabyte = 1_000_000_000;

    [Fact]
    public void A_crash_loop_is_a_warning_while_the_task_is_to_serve()
    {
        var loops = Some.Status("task-a1-app", crashLooping: true, exit: 1);
        Assert.Equal(
            "The app of task a1 keeps crashing: it exited with code 1. Run \"railhead logs --task a1\".",
            Assert.Single(Of(TaskPhase.InService)).Text
        );
        Assert.Single(Of(TaskPhase.Initial));
        Assert.Empty(Of(TaskPhase.Draining));
        Assert.Empty(Of(TaskPhase.Initial, Slot.Green));
        Assert.Empty(Of(TaskPhase.Initial, null));
        return;

        IReadOnlyCollection<Warning> Of(TaskPhase phase, Slot? serving = Slot.Blue) =>
            ProcessWarnings.CrashLoops(WatchedProcesses.OfTask(Some.Seen(Some.Task("a1", phase), app: loops)), serving);
    }

    [Theory]
    [InlineData(59, 0)]
    [InlineData(60, 1)]
    public void A_part_that_is_not_ready_for_a_minute_is_a_warning(int seconds, int warnings)
    {
        var failing = new Dictionary<string, (DateTimeOffset, string)> { ["database"] = (Some.Now, "no space left") };
        Assert.Equal(warnings, ProcessWarnings.NotReady(failing, Some.Now.AddSeconds(seconds)).Count);
    }

    [Theory]
    [InlineData("KEY", -10, -20, 0)]
    [InlineData("KEY", -10, 10, 1)]
    [InlineData("OTHER", -10, 10, 0)]
    public void A_secret_that_was_set_after_a_task_started_is_a_warning(string listed, int started, int set, int warnings) =>
        Assert.Equal(
            warnings,
            SecretWarnings
                .Decide(
                    [new SecretEntry("KEY", 2, Some.Now.AddSeconds(set))],
                    [listed],
                    [Some.Now.AddHours(1), SecretWarnings.GivenAt(Some.Now.AddSeconds(started), Some.Now.AddHours(1))]
                )
                .Count
        );

    [Fact]
    public void A_process_has_the_variables_of_the_file_that_was_there_when_it_started()
    {
        Assert.Equal(Some.Now, SecretWarnings.GivenAt(Some.Now.AddHours(1), Some.Now));
        Assert.Equal(Some.Now, SecretWarnings.GivenAt(Some.Now, Some.Now.AddHours(1)));
    }

    [Theory]
    [InlineData(100, 6.0, false, 0)]
    [InlineData(100, 4.9, false, 1)]
    [InlineData(100, 6.0, true, 1)]
    [InlineData(100, 6.4, true, 0)]
    [InlineData(10_000, 6.0, false, 0)]
    [InlineData(10_000, 5.0, false, 1)]
    [InlineData(1, 0.3, false, 0)]
    [InlineData(1, 0.2, false, 1)]
    public void A_disk_is_nearly_full_below_five_percent_within_bounds(long size, double free, bool stands, int warnings) =>
        Assert.Equal(warnings, DiskWarning.Decide("/var", (long)(free * Gigabyte), size * Gigabyte, stands).Count);

    [Theory]
    [InlineData(null, null, "environment-up")]
    [InlineData("environment-down", "boot", "environment-up")]
    [InlineData("environment-up", "boot", "environment-recovered")]
    [InlineData("environment-up", "other", "environment-recovered")]
    [InlineData("environment-recovered", "other", "environment-recovered")]
    public void A_start_after_anything_but_down_is_a_recovery(string? last, string? boot, string expected)
    {
        var row = last is null ? null : new EventRow("platform", last, boot!, "", Some.Now, Some.Now, 1);
        var start = StartAndStop.Up(row, "boot");
        Assert.Equal(expected, start.Kind.Word());
        Assert.Equal(boot == "other", start.Text.StartsWith("The machine restarted", StringComparison.Ordinal));
    }
}
