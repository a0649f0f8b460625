namespace Railhead.Local.Tests;

public sealed class AppliedStateTests : IDisposable
{
    const string With = "app: shop\nstart: ./shop\n",
        Without = With + "database: none\n";

    readonly string _folder = Directory.CreateTempSubdirectory("rh-applied-").FullName;
    readonly StateStore _store;
    readonly AppliedState _applied;

    public AppliedStateTests()
    {
        _store = StateStore.Open(Path.Combine(_folder, "state.db"));
        _applied = new AppliedState(_store, "local");
    }

    public void Dispose()
    {
        _store.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void A_database_is_needed_until_the_last_task_that_uses_it_has_gone()
    {
        _applied.SetSlotBlueprint(Slot.Blue, With);
        _applied.Serve(new Serving(Slot.Blue, 1, "one"));
        _store.SaveTask(Task("a1", Slot.Blue));
        Assert.NotNull(_applied.WithDatabase());

        _applied.SetSlotBlueprint(Slot.Green, Without);
        _store.SaveTask(Task("a2", Slot.Green));
        _applied.Serve(new Serving(Slot.Green, 1, "one"));
        Assert.NotNull(_applied.WithDatabase());

        _store.RemoveTask("a1");
        Assert.Null(_applied.WithDatabase());
    }

    [Fact]
    public void A_deployment_has_its_first_database_before_it_has_tasks()
    {
        _applied.SetSlotBlueprint(Slot.Blue, Without);
        _applied.Serve(new Serving(Slot.Blue, 1, "one"));
        _applied.SetSlotBlueprint(Slot.Green, With);
        Assert.Null(_applied.WithDatabase());

        var row = Deployment();
        _store.SaveDeployment(row with { Slot = Slot.Green });
        // One that waits hides nobody.
        Deployment();
        Assert.NotNull(_applied.WithDatabase());
        _store.SaveDeployment(row with { Slot = Slot.Green, Status = DeploymentStatus.Failed });
        Assert.Null(_applied.WithDatabase());
    }

    DeploymentRow Deployment() =>
        _store.AddDeployment(
            new DeploymentRow
            {
                Kind = DeploymentKind.Deploy,
                Revision = "two",
                Subject = "",
                StartedAt = DateTimeOffset.UnixEpoch,
                MovesRef = false,
            }
        );

    static TaskRow Task(string id, Slot slot) =>
        new()
        {
            Id = id,
            Release = 1,
            Revision = "one",
            Slot = slot,
            Zone = "eu-west-1a",
            AppPort = 1,
            NginxPort = 2,
            Phase = TaskPhase.InService,
            StartedAt = DateTimeOffset.UnixEpoch,
        };
}
