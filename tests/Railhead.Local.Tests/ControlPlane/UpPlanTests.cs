namespace Railhead.Local.Tests;

/// <summary>What an <c>up</c> does with what is deployed.</summary>
public sealed class UpPlanTests
{
    static readonly DeploymentRow Over = Some.Deployment(DeploymentStep.Done) with { Status = DeploymentStatus.Succeeded };

    static readonly UpWorld Deployed = new(
        Over,
        Some.BlueServes,
        Some.Release(1),
        BlueprintChanged: false,
        NeedsNewTasks: false,
        TasksWithoutWalls: false
    );

    [Fact]
    public void An_up_before_the_first_deployment_asks_for_one() =>
        Assert.Equal(new UpAction.Deploy(), UpPlan.Next(new UpWorld(null, null, null, false, false, false)));

    [Fact]
    public void An_up_after_a_first_deployment_that_failed_asks_for_another() =>
        Assert.Equal(
            new UpAction.Deploy(),
            UpPlan.Next(new UpWorld(Over with { Status = DeploymentStatus.Failed }, null, null, false, false, false))
        );

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_up_follows_the_deployment_that_is_in_progress(bool changed)
    {
        var world = Deployed with { Latest = Some.Deployment(DeploymentStep.Build), BlueprintChanged = changed, NeedsNewTasks = changed };
        Assert.Equal(new UpAction.Follow(7), UpPlan.Next(world));
        Assert.Equal(new UpAction.Follow(7), UpPlan.Next(world with { Serving = null, Release = null }));
    }

    [Fact]
    public void An_unchanged_blueprint_settles() => Assert.Equal(new UpAction.Settle(Some.BlueServes), UpPlan.Next(Deployed));

    [Fact]
    public void A_changed_blueprint_that_needs_no_new_tasks_settles() =>
        Assert.Equal(new UpAction.Settle(Some.BlueServes), UpPlan.Next(Deployed with { BlueprintChanged = true }));

    [Fact]
    public void Tasks_that_were_made_before_walls_could_be_built_are_replaced() =>
        Assert.Equal(new UpAction.Apply(Some.Release(1)), UpPlan.Next(Deployed with { TasksWithoutWalls = true }));

    [Fact]
    public void A_changed_blueprint_that_needs_new_tasks_is_applied_to_the_release_that_serves() =>
        Assert.Equal(new UpAction.Apply(Some.Release(1)), UpPlan.Next(Deployed with { BlueprintChanged = true, NeedsNewTasks = true }));
}
