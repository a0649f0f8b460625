using Microsoft.Extensions.Logging.Abstractions;

namespace Railhead.Local.Tests;

/// <summary>The state of a control plane in temporary folders, with release 1 in service: two tasks in the blue slot.</summary>
sealed class TestControlPlane : IAsyncDisposable
{
    TestControlPlane(MachineFixture machine)
    {
        Machine = machine;
        Facts = TestFacts.Of(machine);
        Secrets = TestFacts.Secrets(machine);
        Store = StateStore.Open(machine.Layout.StateFile);
        Events = EventStore.Open(machine.Layout.EventFile, TimeProvider.System, NullLogger.Instance);
        Applied = new AppliedState(Store, machine.Layout.Environment);
        Record = new DeploymentRecord(Facts, Store, Events, new DeploymentFiles(machine.Layout), TimeProvider.System, NullLogger.Instance);
        Shared = Directory.CreateTempSubdirectory("rh-plane-").FullName;
        const UnixFileMode all = (UnixFileMode)0b111_111_111;
        File.SetUnixFileMode(Shared, all);
    }

    public MachineFixture Machine { get; }

    public EnvironmentFacts Facts { get; }

    public SecretStore Secrets { get; }

    public StateStore Store { get; }

    public EventStore Events { get; }

    public AppliedState Applied { get; }

    public DeploymentRecord Record { get; }

    /// <summary>A folder that every user of the environment may write to.</summary>
    public string Shared { get; }

    /// <summary>A control plane whose environment was never deployed to.</summary>
    public static async Task<TestControlPlane> EmptyAsync()
    {
        var machine = await MachineFixture.StartAsync(svscan: false);
        foreach (var folder in (string[])[machine.Layout.Deployments, machine.Layout.Releases])
        {
            Ownership.EnsureFolder(folder, machine.Accounts.Control, FileModes.EverybodyPasses);
        }

        return new TestControlPlane(machine);
    }

    public static async Task<TestControlPlane> WithReleaseAsync()
    {
        var plane = await EmptyAsync();
        plane.Store.Next("release");
        plane.Store.SaveRelease(Some.Release(1) with { Revision = "one" });
        plane.Applied.SetSlotBlueprint(Slot.Blue, Some.Blueprint());
        plane.Applied.Serve(Some.BlueServes);
        foreach (var id in (string[])["a1", "b1"])
        {
            plane.Store.Next($"task-{id[0]}");
            plane.Store.SaveTask(Some.Task(id) with { AppPort = id == "a1" ? 20016 : 20018 });
        }

        return plane;
    }

    public TestPasses Passes(TimeProvider? time = null) => new(Store, Applied, time ?? TimeProvider.System);

    public async ValueTask DisposeAsync()
    {
        Store.Dispose();
        Events.Dispose();
        Directory.Delete(Shared, recursive: true);
        await Machine.DisposeAsync();
    }
}
