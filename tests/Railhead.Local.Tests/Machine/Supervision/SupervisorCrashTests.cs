using System.Diagnostics;

namespace Railhead.Local.Tests;

public sealed class SupervisorCrashTests
{
    static CancellationToken Cancellation => MachineFixture.Cancellation;

    [Fact]
    public async Task A_crash_loop_backs_off_is_visible_and_can_be_stopped()
    {
        await using var machine = await MachineFixture.StartAsync();
        await machine.Supervisor.InstallAsync(
            new ServiceDefinition("web", ["/bin/sh", "-c", "echo no luck; exit 7"]) { StopTimeout = TimeSpan.FromMinutes(5) },
            cancellation: Cancellation
        );
        await machine.LoggedAsync("web", "the next start is in 1 s");
        await machine.LoggedAsync("web", "the next start is in 2 s");
        var status = await Eventually.IsAsync(() => machine.Supervisor.Status("web")!, s => !s.Up, "it waits for its next start");
        Assert.True(status is { CrashLooping: true, ExitCode: 7, Signal: null, Wanted: true, Restarts: >= 4 });
        Assert.Contains("no luck", machine.Log("web"), StringComparison.Ordinal);

        var begin = Stopwatch.GetTimestamp();
        await machine.Supervisor.StopAsync("web", Cancellation);
        Assert.True(Stopwatch.GetElapsedTime(begin) < TimeSpan.FromMinutes(5), "It ended by KILL only.");
        Assert.False(machine.Supervisor.Status("web")!.CrashLooping);
    }

    [Fact]
    public async Task While_a_start_is_held_back_the_last_ones_first_words_are_known()
    {
        await using var machine = await MachineFixture.StartAsync();
        var service = TaskInstaller.AppService("a1");
        await machine.Supervisor.InstallAsync(
            new ServiceDefinition(service, ["/bin/sh", "-c", "echo reason; seq 20; exit 7"]),
            cancellation: Cancellation
        );
        await machine.LoggedAsync(service, "the next start is in 2 s");
        var status = await Eventually.IsAsync(() => machine.Supervisor.Status(service)!, s => s.Since is null, "its start is held back");
        await Eventually.IsAsync(
            () => string.Join(' ', TaskLogs.Excerpt(machine.Layout, "a1", "app", status.LastStart).First),
            lines => lines == "reason 1 2 3 4 …",
            "the first lines of the last start"
        );
    }

    [Fact]
    public async Task A_program_that_does_not_exist_is_a_crash_with_its_reason_in_the_log()
    {
        await using var machine = await MachineFixture.StartAsync();
        await machine.Supervisor.InstallAsync(new ServiceDefinition("web", ["/nonexistent/program"]), cancellation: Cancellation);
        await machine.LoggedAsync("web", "/nonexistent/program: not found");
        await Eventually.IsAsync(() => machine.Supervisor.Status("web")!.ExitCode, c => c == 127, "exit code 127");
    }

    [Fact]
    public async Task A_hundred_megabytes_of_log_in_a_moment_stop_nothing_and_fill_no_disk()
    {
        await using var machine = await MachineFixture.StartAsync();
        await machine.InstallUpAsync(
            new ServiceDefinition(
                "web",
                ["/bin/sh", "-c", "head -c 100000000 /dev/zero | tr '\\0' x | fold -w 999; echo done; exec sleep 1000"]
            )
        );
        await Eventually.IsAsync(() => machine.Log("web"), l => l.Contains("done", StringComparison.Ordinal), "the end of the log", 60);
        Assert.InRange(
            Directory.EnumerateFiles(Path.Combine(machine.Layout.Logs, "web")).Sum(f => new FileInfo(f).Length),
            1_000_000,
            25_000_000
        );
        Assert.Equal(0, machine.Supervisor.Status("web")!.Restarts);
    }
}
