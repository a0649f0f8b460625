namespace Railhead.Local.Tests;

public sealed class TaskInstallerTests
{
    [Fact]
    public async Task A_task_keeps_its_copy_of_the_release_until_everything_starts_anew()
    {
        await using var machine = await MachineFixture.StartAsync(svscan: false);
        var architecture = Some.Architecture();
        Directory.CreateDirectory(machine.Layout.Release(1));
        await File.WriteAllTextAsync(Path.Combine(machine.Layout.Release(1), "app"), "", MachineFixture.Cancellation);
        var tasks = Installer(machine);
        var row = Some.Task("a1");

        await tasks.InstallAsync(row, architecture, MachineFixture.Cancellation);
        var left = Path.Combine(machine.Layout.Tasks, row.Id, "release", "server.pid");
        await File.WriteAllTextAsync(left, "4711", MachineFixture.Cancellation);
        await tasks.InstallAsync(row, architecture, MachineFixture.Cancellation);
        Assert.True(File.Exists(left));
        Assert.True(tasks.IsPrepared(row.Id));

        // As after a reboot: tmpfs is empty, the disk is as it was.
        MachinePaths.DeleteRun(machine.Layout);
        MachinePaths.Prepare(machine.Layout, machine.Accounts);
        Assert.False(tasks.IsPrepared(row.Id));
        await tasks.InstallAsync(row, architecture, MachineFixture.Cancellation);
        Assert.False(File.Exists(left));
        Assert.True(File.Exists(Path.Combine(Path.GetDirectoryName(left)!, "app")));
        Assert.True(File.Exists(EnvironmentFile.PathOf(machine.Layout, row.Id)));
    }

    [Fact]
    public async Task A_removed_task_leaves_nothing()
    {
        await using var machine = await MachineFixture.StartAsync(svscan: false);
        Directory.CreateDirectory(machine.Layout.Release(1));
        var tasks = Installer(machine);
        await tasks.InstallAsync(Some.Task("a1"), Some.Architecture(), MachineFixture.Cancellation);
        await tasks.RemoveAsync("a1", MachineFixture.Cancellation);
        await tasks.RemoveAsync("a1", MachineFixture.Cancellation);
        Assert.Empty(Directory.EnumerateFileSystemEntries(machine.Layout.Tasks));
        Assert.Empty(machine.Supervisor.Names());
        Assert.False(tasks.IsPrepared("a1"));
    }

    [Fact]
    public async Task A_release_that_cannot_be_copied_is_said()
    {
        await using var machine = await MachineFixture.StartAsync(svscan: false);
        var error = await Assert.ThrowsAsync<Model.RailheadException>(() =>
            Installer(machine).InstallAsync(Some.Task("a1"), Some.Architecture(), MachineFixture.Cancellation)
        );
        Assert.Equal("RH3012", error.Code);
        Assert.Empty(machine.Supervisor.Names());
    }

    [Fact]
    public async Task A_copy_that_is_cancelled_leaves_no_release_and_the_next_one_is_whole()
    {
        await using var machine = await MachineFixture.StartAsync(svscan: false);
        var folder = Path.Combine(machine.Layout.Tasks, "a1");
        var tasks = Installer(machine);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(MachineFixture.Cancellation);
        var files = 0;
        int copier;
        Task install;
        do
        {
            // On a fast machine the copy may be over before it is seen; then one of more files is tried.
            await tasks.RemoveAsync("a1", MachineFixture.Cancellation);
            files = Math.Max(1000, files * 2);
            Fill(machine.Layout.Release(1), files);
            install = tasks.InstallAsync(Some.Task("a1"), Some.Architecture(), end.Token);
            copier = Stopped(Path.Combine(folder, "release.new"), files, install);
            if (copier == 0)
            {
                await install;
            }
        } while (copier == 0);

        await end.CancelAsync();
        ProcessTable.Signal(copier, Continue);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => install);

        Assert.False(Directory.Exists(Path.Combine(folder, "release")));
        Assert.False(tasks.IsPrepared("a1"));
        Assert.Empty(machine.Supervisor.Names());
        Assert.False(ProcessTable.Find(copier) is { IsZombie: false });
        await tasks.InstallAsync(Some.Task("a1"), Some.Architecture(), MachineFixture.Cancellation);
        Assert.Equal(files, Directory.GetFiles(Path.Combine(folder, "release")).Length);
        Assert.False(Directory.Exists(Path.Combine(folder, "release.new")));
    }

    [Fact]
    public async Task A_copy_goes_on_beside_the_passes()
    {
        await using var machine = await MachineFixture.StartAsync(svscan: false);
        using var store = StateStore.Open(machine.Layout.StateFile);
        Fill(machine.Layout.Release(1), files: 1);
        using var tasks = new TaskServices(
            store,
            Installer(machine),
            machine.Supervisor,
            TimeProvider.System,
            Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance
        );
        var seen = new TaskObservation(Some.Task("a1"), null, null, null, IsPrepared: false);
        // The pass that begins it does not wait for it.
        Assert.Equal(Readiness.Starting, tasks.Ensure(seen, Some.Architecture(), MachineFixture.Cancellation));
        await Eventually.IsAsync(
            () => tasks.Ensure(seen, Some.Architecture(), MachineFixture.Cancellation),
            readiness => readiness is Readiness.IsReady,
            "the task is made"
        );
        Assert.True(Directory.Exists(Path.Combine(machine.Layout.Tasks, "a1", "release")));
    }

    const int Continue = 18,
        Stop = 19;

    static void Fill(string folder, int files)
    {
        Directory.CreateDirectory(folder);
        for (var file = 0; file < files; file++)
        {
            File.WriteAllText(Path.Combine(folder, $"{file}"), "");
        }
    }

    /// <summary>The process that copies to this folder, stopped before it was through; 0 when the work ended first.</summary>
    static int Stopped(string target, int files, Task work)
    {
        while (!work.IsCompleted)
        {
            var pid = ProcessTable
                .Pids()
                .FirstOrDefault(each =>
                    ProcessTable.Name(each) == "cp" && ProcessTable.CommandLine(each).Contains(target, StringComparison.Ordinal)
                );
            if (pid == 0 || !Directory.Exists(target) || !ProcessTable.Signal(pid, Stop))
            {
                continue;
            }

            if (Directory.GetFiles(target).Length < files)
            {
                return pid;
            }

            ProcessTable.Signal(pid, Continue);
            return 0;
        }

        return 0;
    }

    internal static TaskInstaller Installer(MachineFixture machine, Isolation? isolation = null)
    {
        var facts = TestFacts.Of(machine) with { Isolation = isolation ?? Isolation.None };
        return new TaskInstaller(facts, new TaskVariables(facts, TestFacts.Secrets(machine), TimeProvider.System), machine.Supervisor);
    }
}
