namespace Railhead.Local.Tests;

/// <summary>How a failed deployment is undone.</summary>
public sealed class DeploymentUndoTests
{
    static readonly TaskRow Old = DeploymentPlanTests.Old,
        OldTwo = DeploymentPlanTests.OldTwo,
        New = DeploymentPlanTests.New,
        NewTwo = DeploymentPlanTests.NewTwo;

    [Fact]
    public void Undoing_stops_the_new_set_at_once()
    {
        var starting = Some.Task("b4", TaskPhase.Initial, Slot.Green, age: 30);
        DeploymentPlanTests.Changes(
            DeploymentPlan.Undo(DeploymentPlanTests.World(DeploymentStep.Tasks, Old, OldTwo, New, starting)),
            new TaskAction.Move(New, TaskPhase.Stopping, MoveReason.Undone),
            new TaskAction.Move(starting, TaskPhase.Stopping, MoveReason.Undone)
        );
    }

    [Fact]
    public void Undoing_waits_for_the_new_set_and_deletes_the_release()
    {
        var ending = Some.Task("a3", TaskPhase.Stopping, Slot.Green, age: 30);
        Assert.Equal(new DeploymentAction.Wait(), DeploymentPlan.Undo(DeploymentPlanTests.World(DeploymentStep.Tasks, Old, ending)));
        Assert.Equal(new DeploymentAction.Discard(2), DeploymentPlan.Undo(DeploymentPlanTests.World(DeploymentStep.Tasks, Old)));
    }

    [Theory]
    [InlineData(DeploymentKind.Rollback)]
    [InlineData(DeploymentKind.Apply)]
    public void Undoing_keeps_a_release_that_was_there_before(DeploymentKind kind) =>
        Assert.Equal(
            new DeploymentAction.Finish(),
            DeploymentPlan.Undo(
                DeploymentPlanTests.World(DeploymentStep.Tasks, Old) with
                {
                    Row = Some.Deployment(DeploymentStep.Tasks, kind: kind),
                }
            )
        );

    [Fact]
    public void Nothing_is_undone_once_the_traffic_has_moved() =>
        Assert.Equal(
            new DeploymentAction.Finish(),
            DeploymentPlan.Undo(
                DeploymentPlanTests.World(DeploymentStep.Drain, Old, New, NewTwo) with
                {
                    Serving = DeploymentPlanTests.GreenServes,
                }
            )
        );

    [Fact]
    public void A_deployment_that_failed_before_it_had_a_place_leaves_nothing() =>
        Assert.Equal(
            new DeploymentAction.Finish(),
            DeploymentPlan.Undo(
                DeploymentPlanTests.World(DeploymentStep.Source, Old) with
                {
                    Row = Some.Deployment(DeploymentStep.Source, slot: null),
                }
            )
        );
}
