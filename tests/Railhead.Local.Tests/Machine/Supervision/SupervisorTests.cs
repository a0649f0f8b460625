using System.Diagnostics;

namespace Railhead.Local.Tests;

public sealed class SupervisorTests
{
    static CancellationToken Cancellation => MachineFixture.Cancellation;

    [Fact]
    public async Task An_installed_service_runs_and_its_output_is_in_the_log_with_UTC_times()
    {
        await using var machine = await MachineFixture.StartAsync();
        var pid = await machine.InstallUpAsync(MachineFixture.Sleeper());
        await machine.LoggedAsync("web", $"started {pid}");
        var stamp = DateTimeOffset.Parse(
            machine.Log("web").Split(' ')[0] + "T" + machine.Log("web").Split(' ')[1].TrimEnd() + "Z",
            System.Globalization.CultureInfo.InvariantCulture
        );
        Assert.InRange((TimeProvider.System.GetUtcNow() - stamp).TotalSeconds, -1, 30);
        var status = machine.Supervisor.Status("web")!;
        Assert.True(status is { Supervised: true, Wanted: true, Restarts: 0, CrashLooping: false });
        Assert.Equal(["web"], machine.Supervisor.Names());
    }

    [Fact]
    public async Task Installing_the_same_again_changes_nothing_and_something_else_takes_effect_with_a_restart()
    {
        await using var machine = await MachineFixture.StartAsync();
        var pid = await machine.InstallUpAsync(MachineFixture.Sleeper());
        Assert.Equal(Installation.Unchanged, await machine.Supervisor.InstallAsync(MachineFixture.Sleeper(), cancellation: Cancellation));
        var changed = MachineFixture.Sleeper() with { Environment = new Dictionary<string, string> { ["COLOUR"] = "blue 'n' green" } };
        Assert.Equal(Installation.Changed, await machine.Supervisor.InstallAsync(changed, cancellation: Cancellation));
        Assert.Equal(pid, machine.Supervisor.Status("web")!.Pid);

        await machine.Supervisor.RestartAsync("web", Cancellation);
        var restarted = await machine.UpAsync("web", pid);
        await machine.LoggedAsync("web", $"started {restarted}");
        Assert.Contains(
            "COLOUR=blue 'n' green\0",
            await File.ReadAllTextAsync($"/proc/{restarted}/environ", Cancellation),
            StringComparison.Ordinal
        );
        Assert.Equal(0, machine.Supervisor.Status("web")!.Restarts);
    }

    [Fact]
    public async Task A_stopped_service_stays_down_until_it_is_started()
    {
        await using var machine = await MachineFixture.StartAsync();
        var pid = await machine.InstallUpAsync(MachineFixture.Sleeper());
        await machine.Supervisor.StopAsync("web", Cancellation);
        Assert.Null(ProcessTable.Find(pid) is { IsZombie: false } ? pid : null);
        Assert.True(machine.Supervisor.Status("web") is { Up: false, Wanted: false, Supervised: true });

        var svscan = machine.Supervisor.Pid!.Value;
        MachineFixture.Kill(svscan);
        await Eventually.IsAsync(() => machine.Supervisor.IsAlive, alive => !alive, "s6-svscan is dead");
        await machine.Supervisor.StartAsync(Environment.GetEnvironmentVariable, Cancellation);
        Assert.False(machine.Supervisor.Status("web")!.Up);

        await machine.Supervisor.StartServiceAsync("web", Cancellation);
        await machine.UpAsync("web");
    }

    [Fact]
    public async Task A_service_can_be_installed_without_being_started()
    {
        await using var machine = await MachineFixture.StartAsync();
        await machine.Supervisor.InstallAsync(MachineFixture.Sleeper(), down: true, Cancellation);
        Assert.True(machine.Supervisor.Status("web") is { Up: false, Wanted: false, Supervised: true });
        await machine.Supervisor.StartServiceAsync("web", Cancellation);
        await machine.UpAsync("web");
    }

    [Fact]
    public async Task A_removed_service_leaves_no_process_and_no_folder_but_its_last_words()
    {
        await using var machine = await MachineFixture.StartAsync();
        var chatty = new ServiceDefinition(
            "web",
            ["/bin/sh", "-c", "trap 'seq 2000; echo the last word; exit' TERM; echo ready; while :; do sleep 0.1; done"]
        );
        await machine.InstallUpAsync(chatty);
        await machine.LoggedAsync("web", "ready");
        await machine.Supervisor.RemoveAsync("web", cancellation: Cancellation);
        Assert.Single(machine.Processes()); // s6-svscan
        Assert.Empty(machine.Supervisor.Names());
        Assert.Empty(Directory.EnumerateFileSystemEntries(machine.Layout.Gone));
        Assert.Contains("the last word", machine.Log("web"), StringComparison.Ordinal);

        await machine.InstallUpAsync(MachineFixture.Sleeper());
        await machine.Supervisor.RemoveAsync("web", deleteLogs: true, Cancellation);
        Assert.False(Directory.Exists(Path.Combine(machine.Layout.Logs, "web")));
        await machine.Supervisor.RemoveAsync("web", cancellation: Cancellation);
    }

    [Fact]
    public async Task A_removal_that_a_crash_interrupted_is_finished_later()
    {
        await using var machine = await MachineFixture.StartAsync();
        await machine.InstallUpAsync(MachineFixture.Sleeper());
        Directory.Move(Path.Combine(machine.Layout.Services, "web"), Path.Combine(machine.Layout.Gone, "web.half"));
        Directory.CreateDirectory(Path.Combine(machine.Layout.Staging, "other.half"));
        await machine.Supervisor.ReapAsync(Cancellation);
        Assert.Single(machine.Processes());
        Assert.Empty(Directory.EnumerateFileSystemEntries(machine.Layout.Gone));
        Assert.Empty(Directory.EnumerateFileSystemEntries(machine.Layout.Staging));
    }

    [Fact]
    public async Task A_process_that_ignores_TERM_is_killed_after_its_time()
    {
        await using var machine = await MachineFixture.StartAsync();
        var stubborn = new ServiceDefinition("web", ["/bin/sh", "-c", "trap '' TERM; echo ready; while :; do sleep 0.1; done"])
        {
            StopTimeout = TimeSpan.FromSeconds(0.5),
        };
        var pid = await machine.InstallUpAsync(stubborn);
        await machine.LoggedAsync("web", "ready");
        var begin = Stopwatch.GetTimestamp();
        await machine.Supervisor.StopAsync("web", Cancellation);
        Assert.True(Stopwatch.GetElapsedTime(begin) > TimeSpan.FromSeconds(0.4));
        Assert.False(ProcessTable.Find(pid) is { IsZombie: false });
    }

    [Fact]
    public async Task A_shutdown_ends_everything_also_daemonized_children_and_what_a_dead_svscan_left()
    {
        await using var machine = await MachineFixture.StartAsync();
        await machine.InstallUpAsync(MachineFixture.Sleeper("one"));
        await machine.InstallUpAsync(new ServiceDefinition("two", ["/bin/sh", "-c", "setsid -f sleep 1001; echo ready; exec sleep 1002"]));
        await machine.LoggedAsync("two", "ready");
        foreach (var holder in SocketsService.Definitions(machine.Layout))
        {
            await machine.InstallUpAsync(holder);
        }

        MachineFixture.Kill(machine.Supervisor.Pid!.Value);
        await Eventually.IsAsync(() => machine.Supervisor.IsAlive, alive => !alive, "s6-svscan is dead");
        MachineFixture.Kill(await MachineFixture.FindAsync("s6-supervise", Path.Combine(machine.Layout.Services, "one")));

        var stages = new List<string>();
        await machine.Supervisor.ShutdownAsync(
            [
                ["two"],
                ["missing"],
            ],
            s => stages.Add(string.Join(' ', s)),
            Cancellation
        );
        Assert.Equal(["two", "one", "sockets sockets-2"], stages);
        Assert.Empty(machine.Processes());
        Assert.Empty(machine.Supervisor.Names());
    }

    [Fact]
    public async Task The_supervisor_outlives_its_starter_and_holds_none_of_its_files()
    {
        Environment.SetEnvironmentVariable("RAILHEAD_TEST_LEAK", "1");
        using var inherited = new FileStream(
            Path.GetTempFileName(),
            new FileStreamOptions
            {
                Access = FileAccess.ReadWrite,
                Mode = FileMode.Open,
                Options = FileOptions.DeleteOnClose,
            }
        );
        await using var machine = await MachineFixture.StartAsync();
        var svscan = machine.Supervisor.Pid!.Value;
        Assert.Equal(svscan, ProcessTable.Find(svscan)!.Group);
        var targets = Directory.EnumerateFiles($"/proc/{svscan}/fd").Select(f => new FileInfo(f).LinkTarget!).ToList();
        Assert.Equal(3, targets.Count(t => t == "/dev/null"));
        Assert.DoesNotContain(targets, t => t == inherited.Name);
        var environment = await File.ReadAllTextAsync($"/proc/{svscan}/environ", Cancellation);
        Assert.Contains("TZ=UTC\0", environment, StringComparison.Ordinal);
        Assert.Contains("/usr/sbin", environment, StringComparison.Ordinal);
        Assert.DoesNotContain("RAILHEAD_TEST_LEAK", environment, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_waits_for_its_environment_file_and_runs_as_its_user_with_it()
    {
        await using var machine = await MachineFixture.StartAsync();
        var file = Path.Combine(machine.Layout.RunTasks, "a1.env");
        await machine.Supervisor.InstallAsync(
            MachineFixture.Sleeper() with
            {
                EnvironmentFile = file,
                RunAs = machine.Accounts.Task,
                WorkingDirectory = "/tmp",
                Umask = "027",
            },
            cancellation: Cancellation
        );
        await machine.LoggedAsync("web", "waiting until the control plane has written");
        Assert.False(machine.Supervisor.Status("web")!.Up);

        DurableFile.Write(file, ShellText.Exports([new("SECRET", "it's $HOME \"and\" `more`\nsecond line")]));
        var pid = await machine.UpAsync("web");
        await machine.LoggedAsync("web", $"started {pid}");
        Assert.Contains(
            "\0SECRET=it's $HOME \"and\" `more`\nsecond line\0",
            "\0" + await File.ReadAllTextAsync($"/proc/{pid}/environ", Cancellation),
            StringComparison.Ordinal
        );
        Assert.Equal("/tmp", ProcessTable.CurrentFolder(pid));
        var status = await File.ReadAllLinesAsync($"/proc/{pid}/status", Cancellation);
        var uid = machine.Accounts.Task.Uid;
        Assert.Contains($"Uid:\t{uid}\t{uid}\t{uid}\t{uid}", status);
        Assert.Contains("Umask:\t0027", status);
        if (!MachineFixture.IsRoot)
        {
            return;
        }

        Assert.Contains(status, l => l.StartsWith("Groups:", StringComparison.Ordinal) && l["Groups:".Length..].Trim().Length == 0);
        Assert.Contains("CapEff:\t0000000000000000", status);
    }

    [Fact]
    public async Task A_waiting_service_can_be_stopped()
    {
        await using var machine = await MachineFixture.StartAsync();
        foreach (var signal in (string[])["TERM", "QUIT", "INT", "USR1"])
        {
            await machine.Supervisor.InstallAsync(
                MachineFixture.Sleeper(signal) with
                {
                    EnvironmentFile = "/nonexistent/file",
                    StopSignal = signal,
                    StopTimeout = TimeSpan.FromMinutes(5),
                },
                cancellation: Cancellation
            );
            await machine.LoggedAsync(signal, "waiting until");
            var begin = Stopwatch.GetTimestamp();
            await machine.Supervisor.StopAsync(signal, Cancellation);
            Assert.True(Stopwatch.GetElapsedTime(begin) < TimeSpan.FromMinutes(5), "It ended by KILL only, not by its signal.");
            Assert.False(machine.Supervisor.Status(signal)!.Up);
        }
    }
}
