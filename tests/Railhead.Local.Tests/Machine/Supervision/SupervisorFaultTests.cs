namespace Railhead.Local.Tests;

public sealed class SupervisorFaultTests
{
    static CancellationToken Cancellation => MachineFixture.Cancellation;

    [Fact]
    public async Task A_process_that_is_killed_twice_is_back_and_its_start_is_not_held_back()
    {
        await using var machine = await MachineFixture.StartAsync();
        var first = await machine.InstallUpAsync(MachineFixture.Sleeper());
        MachineFixture.Kill(first);
        var second = await machine.UpAsync("web", first);

        File.SetLastWriteTimeUtc(Path.Combine(machine.Layout.Services, "web", "started"), DateTime.UnixEpoch);
        MachineFixture.Kill(second);
        await machine.UpAsync("web", second);
        Assert.True(machine.Supervisor.Status("web") is { Restarts: 2, CrashLooping: false, Signal: 9, ExitCode: null });
        Assert.DoesNotContain("the next start is in", machine.Log("web"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_killed_supervisor_is_replaced_and_there_is_one_copy_of_its_service()
    {
        await using var machine = await MachineFixture.StartAsync();
        var first = await machine.InstallUpAsync(new ServiceDefinition("web", ["/bin/sh", "-c", "sleep 1003 & exec sleep 1003"]));
        MachineFixture.Kill(await MachineFixture.FindAsync("s6-supervise", Path.Combine(machine.Layout.Services, "web")));
        var second = await machine.UpAsync("web", first);
        Assert.False(ProcessTable.Find(first) is { IsZombie: false });
        var copies = ProcessTable.Pids().Where(p => ProcessTable.ServiceOf(p) == Path.Combine(machine.Layout.Services, "web"));
        await Eventually.IsAsync(
            () => copies.Count(p => ProcessTable.Find(p) is { IsZombie: false }),
            n => n == 2,
            "the service and its child, once each"
        );
        Assert.Equal(second, machine.Supervisor.Status("web")!.Pid);
        Assert.Equal(1, machine.Supervisor.Status("web")!.Restarts);
    }

    [Fact]
    public async Task A_new_svscan_adopts_what_runs_and_what_it_adopted_can_be_removed()
    {
        await using var machine = await MachineFixture.StartAsync();
        var pid = await machine.InstallUpAsync(MachineFixture.Sleeper());
        MachineFixture.Kill(machine.Supervisor.Pid!.Value);
        await Eventually.IsAsync(() => machine.Supervisor.IsAlive, alive => !alive, "s6-svscan is dead");
        await machine.Supervisor.StartAsync(Environment.GetEnvironmentVariable, Cancellation);
        Assert.Equal(pid, machine.Supervisor.Status("web")!.Pid);

        MachineFixture.Kill(pid);
        await machine.UpAsync("web", pid);
        await machine.InstallUpAsync(MachineFixture.Sleeper("other"));
        await machine.Supervisor.RemoveAsync("web", cancellation: Cancellation);
        Assert.DoesNotContain(machine.Processes(), p => p.Text.Contains("web", StringComparison.Ordinal));
        Assert.True(machine.Supervisor.Status("other")!.Up);
    }

    [Fact]
    public async Task The_log_goes_on_after_svscan_and_then_the_logs_supervisor_were_killed()
    {
        await using var machine = await MachineFixture.StartAsync();
        var ticker = new ServiceDefinition("web", ["/bin/sh", "-c", "n=0; while :; do n=$((n+1)); echo \"line $n.\"; sleep 0.02; done"]);
        var pid = await machine.InstallUpAsync(ticker);
        await machine.LoggedAsync("web", "line 5.");
        MachineFixture.Kill(machine.Supervisor.Pid!.Value);
        await Eventually.IsAsync(() => machine.Supervisor.IsAlive, alive => !alive, "s6-svscan is dead");
        await machine.Supervisor.StartAsync(Environment.GetEnvironmentVariable, Cancellation);
        var log = Path.Combine(machine.Layout.Services, "web", "log");
        MachineFixture.Kill(await MachineFixture.FindAsync("s6-supervise", log));
        MachineFixture.Kill(await MachineFixture.FindAsync("s6-log", Path.Combine(machine.Layout.Logs, "web")));
        await Eventually.IsAsync(
            () => ProcessTable.Pids().Any(p => ProcessTable.Name(p) == "s6-log" && ProcessTable.CurrentFolder(p) == log),
            r => r,
            "the log has a writer again"
        );
        var seen = machine.Log("web").Split("line ").Length;
        await Eventually.IsAsync(() => machine.Log("web").Split("line ").Length, n => n > seen + 20, "the log grows");
        Assert.Equal(pid, machine.Supervisor.Status("web")!.Pid);
    }

    [Fact]
    public async Task Everything_killed_at_once_comes_back_with_a_new_svscan()
    {
        await using var machine = await MachineFixture.StartAsync();
        var pid = await machine.InstallUpAsync(MachineFixture.Sleeper());
        await Eventually.IsAsync(
            () =>
            {
                // Again and again: the first ones are being replaced while the others die.
                foreach (var (process, _) in machine.Processes())
                {
                    ProcessTable.Signal(process, 9);
                }

                return machine.Processes().Count;
            },
            n => n == 0,
            "everything is dead"
        );
        await machine.Supervisor.StartAsync(Environment.GetEnvironmentVariable, Cancellation);
        await machine.UpAsync("web", pid);
    }
}
