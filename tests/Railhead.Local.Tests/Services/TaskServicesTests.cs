namespace Railhead.Local.Tests;

public sealed class TaskServicesTests
{
    [Fact]
    public async Task A_task_keeps_its_copy_of_the_release_until_everything_starts_anew()
    {
        await using var machine = await MachineFixture.StartAsync(svscan: false);
        using var store = StateStore.Open(machine.Layout.StateFile);
        using var balancer = new LoadBalancerController(
            machine.Layout,
            MachineFixture.Tools,
            machine.Accounts,
            () => Task.CompletedTask,
            TimeProvider.System
        );
        var context = Context(machine, store, balancer);
        context.Applied.SetSlotBlueprint(Slot.Blue, "app: app\nstart: ./app\ndatabase: none\n");
        Directory.CreateDirectory(Path.Combine(machine.Layout.Releases, "1"));
        await File.WriteAllTextAsync(Path.Combine(machine.Layout.Releases, "1", "app"), "", MachineFixture.Cancellation);
        var tasks = new TaskServices(context);
        var row = tasks.Add(Slot.Blue, release: 1, new string('1', 40), context.Applied.ForSlot(Slot.Blue)!);

        await tasks.EnsureAsync(row);
        var left = Path.Combine(machine.Layout.Tasks, row.Id, "release", "server.pid");
        await File.WriteAllTextAsync(left, "4711", MachineFixture.Cancellation);
        row = row with { Phase = TaskPhase.InService };
        store.SaveTask(row);
        await tasks.EnsureAsync(row);
        Assert.True(File.Exists(left));
        Assert.Equal(TaskPhase.InService, Assert.Single(store.Tasks()).Phase);

        // As after a reboot: tmpfs is empty, the disk is as it was.
        MachinePaths.DeleteRun(machine.Layout);
        MachinePaths.Prepare(machine.Layout, machine.Accounts);
        await tasks.EnsureAsync(row);
        Assert.False(File.Exists(left));
        Assert.Equal(TaskPhase.Initial, Assert.Single(store.Tasks()).Phase);
        Assert.True(File.Exists(Path.Combine(Path.GetDirectoryName(left)!, "app")));
        Assert.True(File.Exists(EnvironmentFile.PathOf(machine.Layout, row.Id)));
    }

    static EnvironmentContext Context(MachineFixture machine, StateStore store, LoadBalancerController balancer) =>
        new()
        {
            Layout = machine.Layout,
            Record = new EnvironmentRecord
            {
                App = machine.Layout.App,
                Environment = machine.Layout.Environment,
                Folder = "/nowhere",
                Prefix = "",
                PortBase = 20000,
                HttpAddress = "127.0.0.1",
                HttpPort = 8080,
                PostgresVersion = 0,
                Run = machine.Layout.Run,
                SearchPath = MachineFixture.Tools.SearchPath,
                MachineSettings = new Dictionary<string, string>(),
            },
            Accounts = machine.Accounts,
            Tools = MachineFixture.Tools,
            Store = store,
            Applied = new AppliedState(store, machine.Layout.Environment),
            Secrets = new SecretStore(
                machine.Layout,
                new MasterKey(Path.Combine(machine.Layout.Home, "config", "master.key")),
                TimeProvider.System
            ),
            Supervisor = machine.Supervisor,
            LoadBalancer = balancer,
            Time = TimeProvider.System,
            Program = "/nowhere/railhead",
            Log = _ => { },
        };
}
