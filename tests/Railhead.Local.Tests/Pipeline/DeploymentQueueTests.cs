using Microsoft.Extensions.Logging.Abstractions;

namespace Railhead.Local.Tests;

public sealed class DeploymentQueueTests
{
    [Fact]
    public async Task Two_pushes_of_one_commit_at_once_make_one_deployment()
    {
        await using var machine = await MachineFixture.StartAsync(svscan: false);
        using var store = StateStore.Open(machine.Layout.StateFile);
        using var queue = Queue(machine, store, (_, _) => Task.CompletedTask);
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 16).Select(_ => Task.Run(() => queue.Submit(Push("one")), MachineFixture.Cancellation))
        );
        var begun = Assert.Single(answers.OfType<QueueAnswer.Begin>()).Row;
        Assert.All(answers.OfType<QueueAnswer.Follow>(), follow => Assert.Equal(begun.Id, follow.Row.Id));
        Assert.Equal(16, answers.Length);
        Assert.Single(store.Deployments(10));
    }

    [Fact]
    public async Task A_superseded_deployment_ends_at_once_and_the_newest_runs_next()
    {
        await using var machine = await MachineFixture.StartAsync(svscan: false);
        using var store = StateStore.Open(machine.Layout.StateFile);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(MachineFixture.Cancellation);
        var first = new TaskCompletionSource();
        var ran = new List<string>();
        using var queue = Queue(
            machine,
            store,
            async (row, _) =>
            {
                ran.Add(row.Revision);
                if (row.Revision == "one")
                {
                    await first.Task;
                }

                store.SaveDeployment(row with { Status = DeploymentStatus.Succeeded });
            }
        );
        queue.Submit(Push("one"));
        var running = queue.RunAsync(end.Token);
        await Railhead.Testing.Eventually.TrueAsync(() => ran.Count == 1, "the first runs");
        var superseded = Assert.IsType<QueueAnswer.Begin>(queue.Submit(Push("two"))).Row;
        queue.Submit(Push("three"));
        Assert.Equal("Superseded by a newer deployment (three) before it started.", store.Deployment(superseded.Id)!.Reason);
        Assert.True(queue.IsOver(superseded.Id));
        first.SetResult();
        await Railhead.Testing.Eventually.TrueAsync(() => ran.Count == 2, "the newest runs");
        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Equal(["one", "three"], ran);
    }

    [Fact]
    public async Task A_restarted_control_plane_finishes_what_was_in_progress()
    {
        await using var machine = await MachineFixture.StartAsync(svscan: false);
        using var store = StateStore.Open(machine.Layout.StateFile);
        using (var killed = Queue(machine, store, (_, _) => Task.CompletedTask))
        {
            killed.Submit(Push("one"));
        }

        using var end = CancellationTokenSource.CreateLinkedTokenSource(MachineFixture.Cancellation);
        var ran = new TaskCompletionSource<DeploymentRow>();
        using var queue = Queue(
            machine,
            store,
            (row, _) =>
            {
                ran.SetResult(row);
                return Task.CompletedTask;
            }
        );
        var running = queue.RunAsync(end.Token);
        Assert.Equal("one", (await ran.Task.WaitAsync(MachineFixture.Cancellation)).Revision);
        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    static DeploymentRequest.Deploy Push(string revision) => new(revision, "Subject", Force: false, MovesRef: false);

    static DeploymentQueue Queue(MachineFixture machine, StateStore store, Func<DeploymentRow, CancellationToken, Task> run)
    {
        Directory.CreateDirectory(machine.Layout.Deployments);
        var record = new DeploymentRecord(
            TestFacts.Of(machine),
            store,
            EventStore.Open(machine.Layout.EventFile, TimeProvider.System, NullLogger.Instance),
            new DeploymentFiles(machine.Layout),
            TimeProvider.System,
            NullLogger.Instance
        );
        return new DeploymentQueue(store, new AppliedState(store, "local"), record, run, TimeProvider.System);
    }
}
