using Microsoft.Extensions.Time.Testing;
using Railhead.Model;

namespace Railhead.Local.Tests;

/// <summary>A deployment from its source to its last event, with a control plane that dies in each step.</summary>
public sealed class DeployerTests : IAsyncLifetime
{
    TestControlPlane _plane = null!;

    public async ValueTask InitializeAsync() => _plane = await TestControlPlane.WithReleaseAsync();

    public ValueTask DisposeAsync() => _plane.DisposeAsync();

    [Theory]
    [InlineData(DeploymentStep.Source)]
    [InlineData(DeploymentStep.Build)]
    [InlineData(DeploymentStep.Release)]
    [InlineData(DeploymentStep.Tasks)]
    [InlineData(DeploymentStep.Traffic)]
    [InlineData(DeploymentStep.Drain)]
    public async Task A_control_plane_that_dies_in_a_step_is_followed_by_one_that_finishes_the_deployment(DeploymentStep step)
    {
        var id = await SubmitAsync(
            $"build: {Job("built", step == DeploymentStep.Build)}\nrelease: {Job("migrated", step == DeploymentStep.Release)}"
        );
        await using (var passes = _plane.Passes())
        {
            using var death = CancellationTokenSource.CreateLinkedTokenSource(MachineFixture.Cancellation);
            passes.Health = row =>
                step == DeploymentStep.Tasks && row.Slot == Slot.Green ? TargetHealthState.Initial : TargetHealthState.Healthy;
            passes.LoadBalancerCurrent = step != DeploymentStep.Traffic;
            passes.TasksDrain = step != DeploymentStep.Drain;
            passes.Start();
            var dies =
                step == DeploymentStep.Source
                    ? Task.FromCanceled(new CancellationToken(canceled: true))
                    : RunAsync(passes, id, death.Token);
            await Railhead.Testing.Eventually.TrueAsync(() => dies.IsCompleted || IsInside(step, id), $"it is inside {step}");
            Assert.Equal(step, _plane.Store.Deployment(id)!.Step);
            await death.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => dies);
            Assert.Equal(DeploymentStatus.InProgress, _plane.Store.Deployment(id)!.Status);
        }

        await File.WriteAllTextAsync(Path.Combine(_plane.Shared, "go"), "", MachineFixture.Cancellation);
        await using var next = _plane.Passes();
        next.Start();
        await RunAsync(next, id, MachineFixture.Cancellation);

        var row = _plane.Store.Deployment(id)!;
        Assert.Equal((DeploymentStatus.Succeeded, null, DeploymentStep.Done), (row.Status, row.Reason, row.Step));
        Assert.Equal(new Serving(Slot.Green, 2, "two"), _plane.Applied.Serving);
        Assert.Equal([2, 1], _plane.Store.Releases().Select(release => release.Number));
        Assert.Equal(["once"], await File.ReadAllLinesAsync(Path.Combine(_plane.Shared, "built"), MachineFixture.Cancellation));
        Assert.Equal(["once"], await File.ReadAllLinesAsync(Path.Combine(_plane.Shared, "migrated"), MachineFixture.Cancellation));
        Assert.All(_plane.Store.Tasks(), task => Assert.Equal((Slot.Green, TaskPhase.InService, 2), (task.Slot, task.Phase, task.Release)));
        Assert.Equal(2, _plane.Store.Tasks().Count);
        Assert.True(File.Exists(Path.Combine(_plane.Machine.Layout.Release(2), "railhead.yaml")));
        Assert.Equal(ResultStatus.Succeeded, Assert.Single(await ResultsAsync(id)).Status);
        Assert.False(File.Exists(BuildStages.SourceFile(_plane.Record.Files.Folder(id))));
    }

    [Fact]
    public async Task A_release_whose_number_is_recorded_gets_its_folder_without_another_build()
    {
        var id = await SubmitAsync($"build: {Job("built", waits: true)}");
        await using var passes = _plane.Passes();
        passes.Start();
        using (var death = CancellationTokenSource.CreateLinkedTokenSource(MachineFixture.Cancellation))
        {
            var dies = RunAsync(passes, id, death.Token);
            await Railhead.Testing.Eventually.TrueAsync(() => IsInside(DeploymentStep.Build, id), "it builds");
            await death.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => dies);
        }

        // The control plane died between the record of the number and the rename of the folder.
        await File.WriteAllTextAsync(Path.Combine(_plane.Shared, "go"), "", MachineFixture.Cancellation);
        await Railhead.Testing.Eventually.TrueAsync(
            () => File.Exists(Path.Combine(_plane.Record.Files.Folder(id), "build.exit")),
            "the build ends"
        );
        _plane.Store.SaveDeployment(_plane.Store.Deployment(id)! with { Release = _plane.Store.Next("release") });
        await RunAsync(passes, id, MachineFixture.Cancellation);

        Assert.Equal(DeploymentStatus.Succeeded, _plane.Store.Deployment(id)!.Status);
        Assert.Equal([2, 1], _plane.Store.Releases().Select(release => release.Number));
        Assert.True(File.Exists(Path.Combine(_plane.Machine.Layout.Release(2), "railhead.yaml")));
        Assert.Single(await File.ReadAllLinesAsync(Path.Combine(_plane.Shared, "built"), MachineFixture.Cancellation));
    }

    [Fact]
    public async Task A_build_that_fails_changes_nothing_of_what_serves()
    {
        var id = await SubmitAsync("build: echo broken; exit 3");
        await using var passes = _plane.Passes();
        passes.Start();
        await RunAsync(passes, id, MachineFixture.Cancellation);
        Assert.Equal(
            (DeploymentStatus.Failed, "The build failed with exit code 3."),
            (_plane.Store.Deployment(id)!.Status, _plane.Store.Deployment(id)!.Reason)
        );
        var result = Assert.Single(await ResultsAsync(id));
        Assert.Equal(["broken"], result.LastLines);
        Assert.Equal("one (release 1) still serves", result.Serving);
        Unchanged();
    }

    /// <summary>What a build makes may hold the path that it was made at, and the next one may look for it there.</summary>
    [Fact]
    public async Task Each_build_runs_in_the_same_empty_folder()
    {
        const string paths = "pwd; echo \"$RELEASE_DIR\"; ls -A . \"$RELEASE_DIR\" | grep left || true; ";
        // A folder that nobody may write to has to go too.
        const string leave = "touch left \"$RELEASE_DIR/left\"; mkdir -p left-closed/x; chmod 500 left-closed";
        List<IReadOnlyList<string>?> seen = [];
        foreach (var build in (string[])[$"{paths}{leave}; exit 3", $"{paths}{leave}; exit 4", $"{paths}exit 5"])
        {
            var id = await SubmitAsync($"build: '{build}'");
            await using var passes = _plane.Passes();
            passes.Start();
            await RunAsync(passes, id, MachineFixture.Cancellation);
            seen.Add(Assert.Single(await ResultsAsync(id)).LastLines);
            Assert.False(Directory.Exists(_plane.Machine.Layout.BuildWorkspace));
        }

        Assert.Equal(2, seen[0]!.Count);
        Assert.All(seen, lines => Assert.Equal(seen[0], lines));
    }

    [Fact]
    public async Task A_set_that_stays_unhealthy_is_undone_when_its_grace_is_over()
    {
        var time = new FakeTimeProvider(Some.Now);
        _plane.Store.SaveRelease(Some.Release(2));
        Directory.CreateDirectory(_plane.Machine.Layout.Release(2));
        var row = _plane.Store.AddDeployment(Some.Deployment(DeploymentStep.Tasks, slot: null, age: 0));
        Directory.CreateDirectory(_plane.Record.Files.Folder(row.Id));
        await using var passes = _plane.Passes(time);
        passes.Health = task => task.Slot == Slot.Green ? TargetHealthState.Initial : TargetHealthState.Healthy;
        passes.BeforePass = () => time.Advance(TimeSpan.FromSeconds(1));
        passes.Start();
        await RunAsync(passes, row, time, MachineFixture.Cancellation);
        Assert.Equal(DeploymentStatus.Failed, _plane.Store.Deployment(row.Id)!.Status);
        Assert.Equal("one (release 1) still serves", Assert.Single(await ResultsAsync(row.Id)).Serving);
        Unchanged();
    }

    void Unchanged()
    {
        Assert.Equal(Some.BlueServes, _plane.Applied.Serving);
        Assert.Equal(["a1", "b1"], _plane.Store.Tasks().Select(task => task.Id));
        Assert.All(_plane.Store.Tasks(), task => Assert.Equal(TaskPhase.InService, task.Phase));
        Assert.Equal([1], _plane.Store.Releases().Select(release => release.Number));
        Assert.False(Directory.Exists(_plane.Machine.Layout.Release(2)));
    }

    /// <summary>Whether the deployment waits inside the step for what the test holds back.</summary>
    bool IsInside(DeploymentStep step, int id) =>
        _plane.Store.Deployment(id)!.Step == step
        && step switch
        {
            DeploymentStep.Build => File.Exists(Path.Combine(_plane.Shared, "built")),
            DeploymentStep.Release => File.Exists(Path.Combine(_plane.Shared, "migrated")),
            DeploymentStep.Tasks => _plane.Store.Tasks().Count(task => task.Slot == Slot.Green) == 2,
            DeploymentStep.Traffic => _plane.Applied.Serving?.Slot == Slot.Green,
            DeploymentStep.Drain => _plane.Store.Tasks().Any(task => task.Phase == TaskPhase.Draining),
            _ => true,
        };

    /// <summary>A command that says that it began and, if asked to, waits for the file <c>go</c>.</summary>
    string Job(string name, bool waits) =>
        $"echo once >> '{_plane.Shared}/{name}'" + (waits ? $"; while [ ! -e '{_plane.Shared}/go' ]; do sleep 0.02; done" : "");

    async Task<int> SubmitAsync(string more)
    {
        var source = Directory.CreateDirectory(Path.Combine(_plane.Shared, "source")).FullName;
        var tar = Path.Combine(_plane.Shared, "source.tar");
        await File.WriteAllTextAsync(Path.Combine(source, "railhead.yaml"), Some.Blueprint(more: more), MachineFixture.Cancellation);
        await new Command("tar", "-cf", tar, "-C", source, ".").RunAsync(cancellation: MachineFixture.Cancellation);
        using var queue = new DeploymentQueue(
            _plane.Store,
            _plane.Applied,
            _plane.Record,
            (_, _) => Task.CompletedTask,
            TimeProvider.System
        );
        var answer = queue.Submit(
            new DeploymentRequest.Deploy("two", "Second", Force: false, MovesRef: false),
            folder => File.Copy(tar, BuildStages.SourceFile(folder))
        );
        return Assert.IsType<QueueAnswer.Begin>(answer).Row.Id;
    }

    Task RunAsync(TestPasses passes, int id, CancellationToken cancellation) =>
        RunAsync(passes, _plane.Store.Deployment(id)!, TimeProvider.System, cancellation);

    /// <summary>A control plane that runs the deployment from what is recorded.</summary>
    Task RunAsync(TestPasses passes, DeploymentRow row, TimeProvider time, CancellationToken cancellation)
    {
        var facts = _plane.Facts;
        var secrets = _plane.Secrets;
        var builds = new BuildStages(
            facts,
            _plane.Store,
            _plane.Applied,
            secrets,
            passes.Passes,
            new TaskVariables(facts, secrets, time),
            time
        );
        var releases = new ReleaseKeeper(facts, _plane.Store, new Repository(_plane.Machine.Layout, MachineFixture.Tools, facts.Program));
        return new Deployer(
            facts,
            _plane.Store,
            _plane.Applied,
            passes.Passes,
            passes.Registry,
            builds,
            releases,
            _plane.Record,
            time
        ).RunAsync(row, cancellation);
    }

    async Task<IReadOnlyList<ResultEvent>> ResultsAsync(int id) =>
        [
            .. (await File.ReadAllLinesAsync(_plane.Record.Files.EventFile(id), MachineFixture.Cancellation))
                .Select(line => JsonLines.Event(line))
                .OfType<ResultEvent>(),
        ];
}
