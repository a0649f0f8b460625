namespace Railhead.Local.Tests;

/// <summary>What becomes of a request to deploy.</summary>
public sealed class QueuePlanTests
{
    static readonly DeploymentRow Running = Some.Deployment(DeploymentStep.Build, id: 1, revision: "running"),
        Waiting = Some.Deployment(DeploymentStep.Source, slot: null, id: 2, revision: "waiting"),
        Newer = Some.Deployment(DeploymentStep.Source, slot: null, id: 3, revision: "newer");

    static DeploymentRequest.Deploy Push(string revision, bool force = false) => new(revision, "Subject", force, MovesRef: true);

    static QueueAnswer Answer(QueueState state, DeploymentRequest request) => QueuePlan.Answer(state, request, Some.BlueServes, Some.Now);

    [Fact]
    public void A_new_commit_is_a_new_deployment()
    {
        var begun = Assert.IsType<QueueAnswer.Begin>(Answer(QueueState.Empty, Push("two"))).Row;
        Assert.Equal(
            (DeploymentKind.Deploy, "two", "Subject", DeploymentStep.Source, Some.Now, true),
            (begun.Kind, begun.Revision, begun.Subject, begun.Step, begun.StartedAt, begun.MovesRef)
        );
    }

    [Fact]
    public void A_commit_that_serves_is_not_deployed_again() =>
        Assert.Equal(new QueueAnswer.ServesAlready(), Answer(QueueState.Empty, Push("one")));

    [Fact]
    public void A_commit_that_serves_is_deployed_again_by_force() =>
        Assert.IsType<QueueAnswer.Begin>(Answer(QueueState.Empty, Push("one", force: true)));

    [Fact]
    public void A_commit_that_serves_is_deployed_again_when_another_is_under_way() =>
        Assert.IsType<QueueAnswer.Begin>(Answer(new QueueState(Running, null), Push("one")));

    [Fact]
    public void Two_pushes_of_one_commit_are_one_deployment()
    {
        var state = new QueueState(Running, Waiting);
        Assert.Equal(new QueueAnswer.Follow(Running), Answer(state, Push("running")));
        Assert.Equal(new QueueAnswer.Follow(Waiting), Answer(state, Push("waiting", force: true)));
    }

    [Fact]
    public void A_rollback_of_the_same_commit_is_not_its_deployment()
    {
        var rollback = Some.Deployment(DeploymentStep.Tasks, kind: DeploymentKind.Rollback, revision: "two");
        Assert.IsType<QueueAnswer.Begin>(Answer(new QueueState(rollback, null), Push("two")));
    }

    [Fact]
    public void A_rollback_makes_tasks_of_a_kept_release()
    {
        var release = Some.Release(4);
        var begun = Assert.IsType<QueueAnswer.Begin>(Answer(QueueState.Empty, new DeploymentRequest.Rollback(release))).Row;
        Assert.Equal(
            (DeploymentKind.Rollback, 4, DeploymentStep.Tasks, release.Blueprint, true),
            (begun.Kind, begun.Release, begun.Step, begun.Blueprint, begun.MovesRef)
        );
    }

    [Fact]
    public void A_rollback_to_the_release_that_serves_does_nothing()
    {
        Assert.Equal(new QueueAnswer.ServesAlready(), Answer(QueueState.Empty, new DeploymentRequest.Rollback(Some.Release(1))));
        Assert.IsType<QueueAnswer.Begin>(Answer(new QueueState(Running, null), new DeploymentRequest.Rollback(Some.Release(1))));
    }

    [Fact]
    public void A_changed_blueprint_makes_tasks_of_the_release_that_serves()
    {
        var begun = Assert
            .IsType<QueueAnswer.Begin>(Answer(QueueState.Empty, new DeploymentRequest.Apply(Some.Release(1), "app: other")))
            .Row;
        Assert.Equal(
            (DeploymentKind.Apply, 1, DeploymentStep.Tasks, "app: other", false),
            (begun.Kind, begun.Release, begun.Step, begun.Blueprint, begun.MovesRef)
        );
    }

    [Fact]
    public void A_newer_deployment_replaces_the_one_that_waits_and_never_the_one_that_runs()
    {
        Assert.Equal((new QueueState(Running, Newer), Waiting), QueuePlan.Submit(new QueueState(Running, Waiting), Newer));
        Assert.Equal((new QueueState(Running, Newer), null), QueuePlan.Submit(new QueueState(Running, null), Newer));
        Assert.Equal((new QueueState(null, Newer), null), QueuePlan.Submit(QueueState.Empty, Newer));
    }

    [Fact]
    public void The_waiting_deployment_takes_its_turn() =>
        Assert.Equal(new QueueState(Waiting, null), QueuePlan.Turn(new QueueState(null, Waiting)));

    [Fact]
    public void A_restarted_control_plane_goes_on_with_what_had_begun_and_then_the_newest()
    {
        Equal(QueueState.Empty, [], QueuePlan.Resume([]));
        Equal(new QueueState(Running, null), [], QueuePlan.Resume([Running]));
        Equal(new QueueState(Running, Newer), [], QueuePlan.Resume([Running, Newer]));
        Equal(new QueueState(Running, Newer), [Waiting], QueuePlan.Resume([Running, Waiting, Newer]));

        static void Equal(QueueState state, DeploymentRow[] superseded, (QueueState State, IReadOnlyList<DeploymentRow> Superseded) actual)
        {
            Assert.Equal(state, actual.State);
            Assert.Equal(superseded, actual.Superseded);
        }
    }

    [Fact]
    public void A_deployment_is_over_when_it_neither_runs_nor_waits()
    {
        var state = new QueueState(Running, Waiting);
        Assert.Equal((false, false, true), (state.IsOver(1), state.IsOver(2), state.IsOver(3)));
    }
}
