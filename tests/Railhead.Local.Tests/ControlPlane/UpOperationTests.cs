using Microsoft.Extensions.Time.Testing;
using Railhead.Model;

namespace Railhead.Local.Tests;

/// <summary>An <c>up</c> of an environment whose control plane runs, from the blueprint to its events.</summary>
public sealed class UpOperationTests : IAsyncLifetime
{
    readonly List<ProgressEvent> _events = [];
    TestControlPlane _plane = null!;

    public async ValueTask InitializeAsync() => _plane = await TestControlPlane.WithReleaseAsync();

    public ValueTask DisposeAsync() => _plane.DisposeAsync();

    [Fact]
    public async Task A_first_up_keeps_its_blueprint_and_asks_for_a_deployment()
    {
        await using var empty = await TestControlPlane.EmptyAsync();
        await using var passes = empty.Passes();
        passes.Start();
        Assert.Null(await UpAsync(empty, passes, Some.Blueprint()));
        Assert.Equal(Some.Blueprint(), empty.Applied.PlatformBlueprint);
        Assert.Equal(NextStep.DeploymentNeeded, Result().Next);
        Assert.Empty(empty.Store.Deployments(10));
    }

    [Fact]
    public async Task An_unchanged_blueprint_ends_with_the_tasks_that_serve()
    {
        await using var passes = _plane.Passes();
        passes.Start();
        Assert.Null(await UpAsync(_plane, passes, Some.Blueprint()));
        Assert.Equal(ResultStatus.Succeeded, Result().Status);
        Assert.Equal("a1 eu-west-1a, b1 eu-west-1b healthy", Stage(Railhead.Model.Stage.Tasks).Detail);
        Assert.Equal("blue 100 %", Stage(Railhead.Model.Stage.Traffic).Detail);
    }

    [Fact]
    public async Task More_tasks_are_waited_for()
    {
        await using var passes = _plane.Passes();
        passes.Start();
        Assert.Null(await UpAsync(_plane, passes, Some.Blueprint(desired: 3)));
        Assert.Equal(ResultStatus.Succeeded, Result().Status);
        Assert.Equal(3, _plane.Store.Tasks().Count(task => task.Phase == TaskPhase.InService));
        Assert.Equal(Some.Blueprint(desired: 3), _plane.Applied.SlotBlueprint(Slot.Blue));
    }

    [Fact]
    public async Task A_change_of_the_tasks_becomes_a_deployment_of_the_release_that_serves()
    {
        await using var passes = _plane.Passes();
        passes.Start();
        var blueprint = Some.Blueprint(more: "env: { COLOUR: red }\nbuild: make");
        var id = await UpAsync(_plane, passes, blueprint);
        var row = _plane.Store.Deployment(id!.Value)!;
        Assert.Equal((DeploymentKind.Apply, 1, DeploymentStep.Tasks, blueprint), (row.Kind, row.Release, row.Step, row.Blueprint));
        // The tasks that serve keep their own until the deployment is over.
        Assert.Equal(Some.Blueprint(), _plane.Applied.SlotBlueprint(Slot.Blue));
        Assert.Contains(_events.OfType<LogEvent>(), entry => entry.Line.StartsWith("build of railhead.yaml", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_deployment_in_progress_is_followed_and_nothing_else_is_begun()
    {
        var row = _plane.Store.AddDeployment(Some.Deployment(DeploymentStep.Source, slot: null));
        await using var passes = _plane.Passes();
        passes.Start();
        Assert.Equal(row.Id, await UpAsync(_plane, passes, Some.Blueprint(more: "env: { COLOUR: red }")));
        Assert.Single(_plane.Store.Deployments(10));
    }

    [Theory]
    [InlineData(PlatformPart.Storage, "RH3020")]
    [InlineData(PlatformPart.LoadBalancer, "RH3024")]
    public async Task A_part_that_is_not_ready_in_its_time_ends_the_up_with_the_reason(PlatformPart part, string code)
    {
        var time = new FakeTimeProvider(Some.Now);
        await using var passes = _plane.Passes(time);
        passes.Platform = each => each == part ? Readiness.NotReady("no space left") : Readiness.Ready;
        passes.BeforePass = () => time.Advance(TimeSpan.FromSeconds(1));
        passes.Start();
        var error = await Assert.ThrowsAsync<RailheadException>(() => UpAsync(_plane, passes, Some.Blueprint(), time));
        Assert.Equal(code, error.Code);
        Assert.Contains("no space left", error.Message, StringComparison.Ordinal);
        Assert.Empty(_events.OfType<ResultEvent>());
    }

    [Fact]
    public async Task Tasks_that_stay_unhealthy_make_the_up_fail_when_their_grace_is_over()
    {
        var time = new FakeTimeProvider(Some.Now);
        await using var passes = _plane.Passes(time);
        passes.Health = row => row.Id == "a1" ? TargetHealthState.Healthy : TargetHealthState.Initial;
        passes.BeforePass = () => time.Advance(TimeSpan.FromSeconds(1));
        passes.Start();
        Assert.Null(await UpAsync(_plane, passes, Some.Blueprint(desired: 3), time));
        Assert.Equal((ResultStatus.Failed, "one (release 1) should serve"), (Result().Status, Result().Serving));
        Assert.Equal(StageStatus.Failed, Stage(Railhead.Model.Stage.Tasks).Status);
    }

    ResultEvent Result() => Assert.Single(_events.OfType<ResultEvent>());

    StageEvent Stage(Stage stage) => _events.OfType<StageEvent>().Last(entry => entry.Stage == stage);

    async Task<int?> UpAsync(TestControlPlane plane, TestPasses passes, string blueprint, TimeProvider? time = null)
    {
        time ??= TimeProvider.System;
        var machine = plane.Machine;
        using var queue = new DeploymentQueue(plane.Store, plane.Applied, plane.Record, (_, _) => Task.CompletedTask, time);
        var up = new UpOperation(
            plane.Facts,
            plane.Store,
            plane.Applied,
            machine.Supervisor,
            passes.Passes,
            queue,
            new TaskVariables(plane.Facts, plane.Secrets, time),
            new Repository(machine.Layout, MachineFixture.Tools, plane.Facts.Program),
            time
        );
        return await up.RunAsync(blueprint, objectFormat: null, _events.Add, MachineFixture.Cancellation);
    }
}
