using Railhead.Model;
using Railhead.ObjectStore;

namespace Railhead.Local;

/// <summary>Runs deployments in turn, as <see cref="QueuePlan"/> says.</summary>
/// <param name="store">The state.</param>
/// <param name="applied">The desired state.</param>
/// <param name="record">Ends those that are superseded.</param>
/// <param name="run">Runs one deployment to its end.</param>
/// <param name="time">The clock.</param>
public sealed class DeploymentQueue(
    StateStore store,
    AppliedState applied,
    DeploymentRecord record,
    Func<DeploymentRow, CancellationToken, Task> run,
    TimeProvider time
) : IDisposable
{
    const int Unfinished = 100;

    readonly Lock _lock = new();
    readonly SemaphoreSlim _arrived = new(0);
    QueueState _state = QueueState.Empty;

    public void Dispose() => _arrived.Dispose();

    /// <summary>Whether nobody writes to this deployment's log any more.</summary>
    public bool IsOver(int id)
    {
        lock (_lock)
        {
            return _state.IsOver(id);
        }
    }

    /// <summary>Decides about a request and records what follows from it, as one step.</summary>
    /// <param name="request">The request.</param>
    /// <param name="prepare">Puts the source into the folder of a new deployment.</param>
    public QueueAnswer Submit(DeploymentRequest request, Action<string>? prepare = null)
    {
        lock (_lock)
        {
            var answer = QueuePlan.Answer(_state, request, applied.Serving, time.GetUtcNow());
            return answer is QueueAnswer.Begin begin ? new QueueAnswer.Begin(Begin(begin.Row, prepare)) : answer;
        }
    }

    /// <summary>Runs deployments until it is cancelled; what a former control plane left unfinished comes first.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        if (Resume() is { } begun)
        {
            await RunOneAsync(begun, resumes: true, cancellation);
        }

        while (!cancellation.IsCancellationRequested)
        {
            await _arrived.WaitAsync(cancellation);
            DeploymentRow? row;
            lock (_lock)
            {
                _state = QueuePlan.Turn(_state);
                row = _state.Running;
            }

            if (row is not null)
            {
                await RunOneAsync(row, resumes: false, cancellation);
            }
        }
    }

    DeploymentRow Begin(DeploymentRow row, Action<string>? prepare)
    {
        row = store.AddDeployment(row);
        var folder = record.Files.Folder(row.Id);
        Directory.CreateDirectory(folder, FileModes.Owner);
        prepare?.Invoke(folder);
        DurableFolder.Flush(folder);
        (_state, var superseded) = QueuePlan.Submit(_state, row);
        if (superseded is null)
        {
            _arrived.Release();
        }
        else
        {
            Supersede(superseded, row);
        }

        if (_state.Running is { } running)
        {
            record
                .Files.Log(row.Id)
                .Append(new LogEvent(Stage.Source, $"Waiting for the deployment of {Words.Short(running.Revision)} that is running."));
        }

        return row;
    }

    DeploymentRow? Resume()
    {
        var unfinished = store.Deployments(Unfinished).Where(row => row.Status == DeploymentStatus.InProgress).Reverse().ToList();
        lock (_lock)
        {
            (_state, var superseded) = QueuePlan.Resume(unfinished);
            foreach (var row in superseded)
            {
                Supersede(row, _state.Waiting!);
            }

            if (_state.Waiting is not null && _arrived.CurrentCount == 0)
            {
                _arrived.Release();
            }

            return _state.Running;
        }
    }

    void Supersede(DeploymentRow row, DeploymentRow by)
    {
        record.Supersede(row, by);
        // It has not begun: nothing but its source is there.
        File.Delete(BuildStages.SourceFile(record.Files.Folder(row.Id)));
    }

    async Task RunOneAsync(DeploymentRow row, bool resumes, CancellationToken cancellation)
    {
        record.Begin(row, resumes);
        await run(row, cancellation);
        lock (_lock)
        {
            _state = _state with { Running = null };
        }

        record.Files.Prune(store.Deployments(Unfinished).Select(deployment => deployment.Id));
    }
}
