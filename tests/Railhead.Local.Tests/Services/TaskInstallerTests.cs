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

    internal static TaskInstaller Installer(MachineFixture machine)
    {
        var facts = TestFacts.Of(machine);
        return new TaskInstaller(facts, new TaskVariables(facts, TestFacts.Secrets(machine), TimeProvider.System), machine.Supervisor);
    }
}
