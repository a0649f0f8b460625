namespace Railhead.Local.Tests;

/// <summary>A task behind real walls, with real s6: what it gets of others, and that it runs and ends as without them.</summary>
public sealed class WallsTests
{
    const string Ways = """
        got() { echo "got $1"; }
        try() { name=$1; shift; if "$@" >out 2>/dev/null </dev/null && [ -s out ]; then got "$name: $(head -c 99 out)"; fi; }
        may() { name=$1; shift; if "$@" >/dev/null 2>&1 </dev/null; then got "$name"; fi; }
        call() { python3 -c "import ctypes, os; c = ctypes.CDLL(None, use_errno=True); r = c.syscall($1); os._exit(1 if r == -1 else 0)"; }

        try "secret of another app" cat "$OTHER/secret"
        try "list of apps" ls "$RAILHEAD/apps/other"
        try "state" ls "$RAILHEAD/apps/app/local/state.db"
        try "services" ls "$RAILHEAD/apps/app/local/services"
        try "control socket" ls "$RUN/control"
        try "variables of tasks" sh -c "cat $RUN/tasks/*"
        try "sockets of the load balancer" ls "$RUN/lb"
        try "home of root" ls /root
        try "homes" ls /home
        try "other temporary files" cat "$FOREIGN"
        try "process of another" cat "/proc/$VICTIM/cmdline"
        try "environment of another" cat "/proc/$VICTIM/environ"
        try "environment of the keeper" sh -c "grep -a MARK=victim /proc/[0-9]*/environ"
        may "signal to another" kill -0 "$VICTIM"
        may "mount" mount -t tmpfs tmpfs /tmp
        may "unmount" umount /proc
        may "new user namespace" unshare --user true
        may "change of the system" touch /usr/bin/x
        may "change of settings" touch /etc/x
        may "new file in the root" touch /x
        may "new device" mknod /tmp/disk b 8 0
        may "disk" sh -c 'ls /dev/sd* /dev/vd* /dev/nvme* /dev/mem /dev/kmsg'
        may "kernel setting" sh -c 'echo 1 >/proc/sys/kernel/sysrq'
        may "root by setuid" setpriv --reuid=0 true
        may "root by su" sh -c 'su root -c true || sudo -n true'
        may "raw socket" python3 -c 'import socket; socket.socket(socket.AF_INET, socket.SOCK_RAW, 1)'
        may "packet socket" python3 -c 'import socket; socket.socket(socket.AF_PACKET, socket.SOCK_RAW, 3)'
        may "keyring" call '250, 0, -3, 1'
        may "kernel log" call '103, 3, 0, 0'
        may "performance counters" call '298, 0, 0, -1, -1, 0'
        may "shared memory of others" sh -c 'ls /dev/shm/* | grep -q .'
        may "more privileges" sh -c 'grep -q "NoNewPrivs:.0" /proc/self/status'
        may "capabilities" sh -c 'grep -q "CapEff:.*[1-9a-f]" /proc/self/status'
        echo "tried all"
        exec sleep 1000
        """;

    [Fact]
    public async Task Thirty_ways_out_lead_to_nothing()
    {
        await using var machine = await StartAsync();
        var other = Path.Combine(machine.Layout.Home, "apps", "other", "local");
        Directory.CreateDirectory(other);
        await File.WriteAllTextAsync(Path.Combine(other, "secret"), "secret", MachineFixture.Cancellation);
        using var foreign = new TemporaryFolder();
        var file = Path.Combine(foreign.Path, "foreign");
        await File.WriteAllTextAsync(file, "foreign", MachineFixture.Cancellation);
        // Another task of the same app runs as the same user.
        var victim = await machine.InstallUpAsync(
            new ServiceDefinition("victim", ["/bin/sh", "-c", "exec sleep 1000"])
            {
                RunAs = machine.Accounts.Task,
                Environment = new Dictionary<string, string> { ["MARK"] = "victim" },
            }
        );
        var service = await InstallAsync(
            machine,
            Ways,
            ("OTHER", other),
            ("RAILHEAD", machine.Layout.Home),
            ("RUN", machine.Layout.Run),
            ("FOREIGN", file),
            ("VICTIM", victim.ToString(System.Globalization.CultureInfo.InvariantCulture))
        );
        await machine.LoggedAsync(service, "tried all");
        Assert.DoesNotContain("got ", machine.Log(service), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_app_needs_is_there()
    {
        await using var machine = await StartAsync();
        var service = await InstallAsync(
            machine,
            """
            ok() { if "$@" >/dev/null 2>&1; then echo "has $*"; else echo "lacks $*"; fi; }
            ok touch own /tmp/a /var/tmp/b "$TMPDIR/c" "$HOME/d" /dev/shm/e tmp/f log/g
            ok test -e "$TMPDIR/a"
            ok sh -c 'echo >/dev/null; head -c 1 /dev/urandom; ls /proc/self/maps; cat /etc/passwd; cat /etc/resolv.conf'
            ok sh -c 'echo to the log >/dev/stdout'
            ok python3 -c 'import multiprocessing; multiprocessing.Lock()'
            ok python3 -c 'import socket, os; socket.socket(socket.AF_UNIX).bind(os.environ["TMPDIR"] + "/socket")'
            echo "looked at all"
            exec sleep 1000
            """
        );
        await machine.LoggedAsync(service, "looked at all");
        Assert.DoesNotContain("lacks ", machine.Log(service), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sh ./script.sh")]
    [InlineData("cd . && sh ./script.sh")]
    public async Task The_program_gets_the_stop_signal_and_finishes(string start)
    {
        await using var machine = await StartAsync();
        var service = await InstallAsync(
            machine,
            """
            trap 'sleep 0.3; echo finished; exit 0' TERM
            echo runs
            while :; do sleep 0.05; done
            """,
            start
        );
        await machine.LoggedAsync(service, "runs");
        await machine.Supervisor.StopAsync(service, MachineFixture.Cancellation);
        await machine.LoggedAsync(service, "finished");
        Assert.DoesNotContain(machine.Processes(), process => process.Text.Contains("script.sh", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_program_that_is_killed_takes_all_its_processes_along_and_starts_again()
    {
        await using var machine = await StartAsync();
        var service = await InstallAsync(
            machine,
            """
            setsid sleep 4711 &
            echo "runs as $$"
            exec sleep 4712
            """
        );
        var program = await ProgramAsync(machine, service, other: null);
        await Eventually.IsAsync(() => ProcessTable.CommandLine(program), line => line == "sleep\0" + "4712\0", "the program runs");
        MachineFixture.Kill(program);
        var second = await ProgramAsync(machine, service, program);
        Assert.Equal(9, machine.Supervisor.Status(service)!.Signal);
        await Eventually.IsAsync(() => ProcessTable.CommandLine(second), line => line == "sleep\0" + "4712\0", "it runs again");
        Assert.Single(machine.Processes(), process => process.Text.Contains("sleep 4711", StringComparison.Ordinal));

        // Whoever kills the keeper ends the program with it.
        MachineFixture.Kill(machine.Supervisor.Status(service)!.Pid!.Value);
        await ProgramAsync(machine, service, second);
        Assert.Null(ProcessTable.Find(second));
    }

    [Fact]
    public async Task A_job_writes_to_its_folder_sees_no_other_app_and_leaves_nothing_running()
    {
        await using var machine = await StartAsync();
        var workspace = machine.Layout.BuildWorkspace;
        Ownership.EnsureFolder(workspace, machine.Accounts.Build);
        var other = Path.Combine(machine.Layout.Home, "apps", "other");
        Directory.CreateDirectory(other);
        var isolation = await WallsOfAsync(machine);
        var view = new WallsView { Writable = [workspace] };
        var command = new Command("/bin/sh", "-uc", $"echo made >made; ls '{other}' || echo hidden; setsid sleep 4713 & exit 3")
        {
            WorkingDirectory = workspace,
            RunAs = machine.Accounts.Build,
            Environment = new Dictionary<string, string> { ["PATH"] = SearchPath.OfSystem },
            Walls = await isolation.WordsAsync(Model.IsolationMode.Auto, view, machine.Accounts.Build, MachineFixture.Cancellation),
        };
        var lines = new List<string>();
        var job = new Job(machine.Layout.Deployments, "build", TimeProvider.System);
        Assert.Equal(3, await job.RunAsync(command, lines.Add, TimeSpan.FromMinutes(1), MachineFixture.Cancellation));
        Assert.Contains("hidden", lines);
        Assert.True(File.Exists(Path.Combine(workspace, "made")));
        await Eventually.TrueAsync(
            () => !ProcessTable.Pids().Any(pid => ProcessTable.CommandLine(pid) == "sleep\0" + "4713\0"),
            "what the job left has ended"
        );
        Assert.Empty(await isolation.WordsAsync(Model.IsolationMode.Off, view, machine.Accounts.Build, MachineFixture.Cancellation));
    }

    [Fact]
    public async Task A_task_without_walls_stays_as_it_was_made()
    {
        await using var machine = await StartAsync();
        var row = Some.Task("a1");
        var architecture = Some.Architecture();
        Directory.CreateDirectory(machine.Layout.Release(1));
        await TaskInstallerTests.Installer(machine).InstallAsync(row, architecture, MachineFixture.Cancellation);
        var files = Directory.GetFiles(Path.Combine(machine.Layout.Services, "task-a1-app"), "run");
        var before = await File.ReadAllTextAsync(files[0], MachineFixture.Cancellation);
        await TaskInstallerTests
            .Installer(machine, await WallsOfAsync(machine))
            .InstallAsync(row, architecture, MachineFixture.Cancellation);
        Assert.Equal(before, await File.ReadAllTextAsync(files[0], MachineFixture.Cancellation));
        Assert.False(machine.Supervisor.Status("task-a1-app")!.HasWalls);
    }

    static async Task<MachineFixture> StartAsync()
    {
        RequiredTools.Need("bwrap", "python3");
        return await MachineFixture.StartAsync();
    }

    static async Task<Isolation> WallsOfAsync(MachineFixture machine)
    {
        var facts = TestFacts.Of(machine);
        var state = await WallsTrial.RunAsync(machine.Layout, facts.Record, machine.Accounts, MachineFixture.Cancellation);
        Assert.True(state.Walls is not null, string.Join('\n', state.Lacks));
        return new Isolation(_ => Task.FromResult(state), TimeProvider.System);
    }

    static Task<string> InstallAsync(MachineFixture machine, string script, params (string Name, string Value)[] variables) =>
        InstallAsync(machine, script, "sh ./script.sh", variables);

    static async Task<string> InstallAsync(
        MachineFixture machine,
        string script,
        string start,
        params (string Name, string Value)[] variables
    )
    {
        Directory.CreateDirectory(machine.Layout.Release(1));
        await File.WriteAllTextAsync(Path.Combine(machine.Layout.Release(1), "script.sh"), script, MachineFixture.Cancellation);
        Ownership.Change(machine.Layout.Release(1), machine.Accounts.Task);
        var env = string.Join(", ", variables.Select(variable => $"{variable.Name}: '{variable.Value}'"));
        var architecture = Some.Architecture(start: start, more: $"env: {{ {env} }}");
        var row = Some.Task("a1");
        await TaskInstallerTests
            .Installer(machine, await WallsOfAsync(machine))
            .InstallAsync(row, architecture, MachineFixture.Cancellation);
        return TaskInstaller.AppService(row.Id);
    }

    static Task<int> ProgramAsync(MachineFixture machine, string service, int? other) =>
        Eventually.IsAsync(
            () => machine.Supervisor.Status(service)?.ProgramPid is { } pid && pid != other ? pid : 0,
            pid => pid != 0,
            "the program runs behind its walls"
        );
}
