namespace Railhead.Local.Tests;

/// <summary>What <c>start</c> may be, with real s6 and real processes.</summary>
public sealed class TaskStartTests
{
    const string Server = """
        trap 'sleep 0.5; echo "finished $1"; exit 0' TERM
        echo "runs $1 $MODE"
        while :; do sleep 0.05; done
        """;

    [Theory]
    [InlineData("sh ./server.sh one", "one")]
    [InlineData("MODE=fast sh ./server.sh one", "one")]
    [InlineData("cd sub && sh ../server.sh one", "one")]
    [InlineData(". ./env.sh; sh ./server.sh one", "one")]
    [InlineData("sh ./server.sh one | sh ./server.sh two >&2", "two")]
    [InlineData("(sh ./server.sh one; false)", "one")]
    [InlineData("ulimit -n 512; export MODE=slow; exec sh ./server.sh one", "one")]
    [InlineData("sh ./server.sh one 2>&1", "one")]
    [InlineData("if true; then sh ./server.sh one; fi", "one")]
    [InlineData("sh ./server.sh two & sh ./server.sh one", "two")]
    public async Task A_line_runs_as_written_and_its_processes_finish_when_the_task_stops(string start, string finishes)
    {
        await using var machine = await MachineFixture.StartAsync();
        var service = await InstallAsync(machine, start);
        await machine.LoggedAsync(service, $"runs {finishes}");
        await machine.Supervisor.StopAsync(service, MachineFixture.Cancellation);
        await machine.LoggedAsync(service, $"finished {finishes}");
    }

    [Theory]
    [InlineData("sh ./deaf.sh")]
    [InlineData("cd . && sh ./deaf.sh")]
    public async Task A_process_that_ignores_the_signal_is_killed_at_the_end_of_the_stop_timeout(string start)
    {
        await using var machine = await MachineFixture.StartAsync();
        var service = await InstallAsync(machine, start);
        await machine.LoggedAsync(service, "deaf");
        var file = Path.Combine(machine.Layout.Services, service, "timeout-kill");
        Assert.Equal("30000", (await File.ReadAllTextAsync(file, MachineFixture.Cancellation)).Trim());
        await File.WriteAllTextAsync(file, "500\n", MachineFixture.Cancellation);
        await machine.Supervisor.RestartAsync(service, MachineFixture.Cancellation);
        await machine.Supervisor.StopAsync(service, MachineFixture.Cancellation);
        Assert.DoesNotContain(machine.Processes(), process => process.Text.Contains("deaf.sh", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_program_of_a_simple_command_is_the_process_that_is_supervised()
    {
        await using var machine = await MachineFixture.StartAsync();
        var service = await InstallAsync(machine, "MODE=fast sh ./server.sh \"one $MODE\"");
        await machine.LoggedAsync(service, "runs one  fast");
        var pid = machine.Supervisor.Status(service)!.Pid!.Value;
        Assert.Equal("sh\0./server.sh\0one \0", ProcessTable.CommandLine(pid));
    }

    [Fact]
    public async Task The_folders_that_frameworks_write_to_are_there_and_writable()
    {
        await using var machine = await MachineFixture.StartAsync();
        Directory.CreateDirectory(Path.Combine(machine.Layout.Release(1), "tmp", "cache"));
        var service = await InstallAsync(
            machine,
            "for f in tmp/pids/a.pid tmp/cache/a log/a.log; do echo > $f && echo wrote $f; done; sleep 100"
        );
        foreach (var file in (string[])["tmp/pids/a.pid", "tmp/cache/a", "log/a.log"])
        {
            await machine.LoggedAsync(service, $"wrote {file}");
        }
    }

    [Fact]
    public async Task A_program_on_the_apps_PATH_never_runs_as_another_user()
    {
        await using var machine = await MachineFixture.StartAsync();
        var programs = Path.Combine(machine.Layout.Release(1), "bin");
        Directory.CreateDirectory(programs);
        foreach (var program in (string[])["setpriv", "find", "cat", "sleep"])
        {
            var file = Path.Combine(programs, program);
            await File.WriteAllTextAsync(file, "#!/bin/sh\necho \"hijacked $0\"\n", MachineFixture.Cancellation);
            File.SetUnixFileMode(file, FileModes.EverybodyReads);
        }

        // A quoted path, and a folder of the release, relative to where the app runs.
        var service = await InstallAsync(machine, "echo \"PATH is $PATH\"; exec /bin/sleep 100", "env: { PATH: 'bin:/usr/bin:/bin' }");
        await machine.LoggedAsync(service, "PATH is bin:/usr/bin:/bin");
        await machine.Supervisor.RestartAsync(service, MachineFixture.Cancellation);
        await machine.Supervisor.StopAsync(service, MachineFixture.Cancellation);
        Assert.DoesNotContain("hijacked", machine.Log(service), StringComparison.Ordinal);
    }

    static async Task<string> InstallAsync(MachineFixture machine, string start, string more = "")
    {
        var release = machine.Layout.Release(1);
        Directory.CreateDirectory(Path.Combine(release, "sub"));
        await File.WriteAllTextAsync(Path.Combine(release, "server.sh"), Server, MachineFixture.Cancellation);
        await File.WriteAllTextAsync(Path.Combine(release, "env.sh"), "export MODE=sourced\n", MachineFixture.Cancellation);
        await File.WriteAllTextAsync(
            Path.Combine(release, "deaf.sh"),
            "trap '' TERM\necho deaf\nwhile :; do sleep 0.05; done\n",
            MachineFixture.Cancellation
        );
        await TaskInstallerTests
            .Installer(machine)
            .InstallAsync(Some.Task("a1"), Some.Architecture(more: more, start: start), MachineFixture.Cancellation);
        return TaskInstaller.AppService("a1");
    }
}
