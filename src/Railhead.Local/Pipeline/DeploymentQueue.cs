using Railhead.Model;
using Railhead.ObjectStore;

namespace Railhead.Local;

/// <summary>
/// One deployment at a time and one that waits: a newer one replaces the one that waits. What was running when the control plane died
/// goes on when it is back.
/// </summary>
public sealed class DeploymentQueue(EnvironmentContext context, Deployer deployer) : IDisposable
{
    const int KeptLogs = 20;

    readonly Lock _lock = new();
    readonly SemaphoreSlim _arrived = new(0);
    DeploymentRow? _waiting;
    DeploymentRow? _running;

    public void Dispose() => _arrived.Dispose();

    /// <summary>The deployment that runs or waits for this revision, so that a pusher whose connection broke finds it again.</summary>
    public DeploymentRow? Underway(string revision)
    {
        lock (_lock)
        {
            return new[] { _running, _waiting }.FirstOrDefault(row => row?.Revision == revision && row.Kind == DeploymentKind.Deploy);
        }
    }

    /// <summary>Whether nobody writes to this deployment's log any more.</summary>
    public bool IsOver(int id)
    {
        lock (_lock)
        {
            return _running?.Id != id && _waiting?.Id != id;
        }
    }

    public bool IsIdle
    {
        get
        {
            lock (_lock)
            {
                return _running is null && _waiting is null;
            }
        }
    }

    /// <summary>Records the deployment and lets it run when its turn comes.</summary>
    /// <param name="add">Makes the row; its folder is made here.</param>
    /// <param name="prepare">Puts the source into the deployment's folder.</param>
    public DeploymentRow Submit(Func<DeploymentRow> add, Action<string>? prepare = null)
    {
        lock (_lock)
        {
            var row = add();
            var folder = deployer.FolderOf(row.Id);
            Directory.CreateDirectory(folder, FileModes.Owner);
            prepare?.Invoke(folder);
            DurableFolder.Flush(folder);
            if (_waiting is { } replaced)
            {
                deployer.Finish(
                    replaced,
                    DeploymentStatus.Failed,
                    $"A newer deployment ({Words.Short(row.Revision)}) took its place before it had begun."
                );
                BuildStages.CleanUp(deployer.FolderOf(replaced.Id));
            }
            else
            {
                _arrived.Release();
            }

            if (_running is { } running)
            {
                deployer
                    .LogOf(row.Id)
                    .Append(new LogEvent(Stage.Source, $"Waiting for the deployment of {Words.Short(running.Revision)} that is running."));
            }

            _waiting = row;
            return row;
        }
    }

    /// <summary>Runs deployments until it is cancelled; what a former control plane left unfinished comes first.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var unfinished = context.Store.Deployments(100).Where(row => row.Status == DeploymentStatus.InProgress).Reverse().ToList();
        if (unfinished is [var begun, .. var others])
        {
            foreach (var row in others.SkipLast(1))
            {
                deployer.Finish(row, DeploymentStatus.Failed, "A newer deployment took its place.");
            }

            lock (_lock)
            {
                (_running, _waiting) = (begun, others.LastOrDefault());
                if (_waiting is not null)
                {
                    _arrived.Release();
                }
            }

            await RunOneAsync(begun, cancellation);
        }

        while (!cancellation.IsCancellationRequested)
        {
            await _arrived.WaitAsync(cancellation);
            DeploymentRow row;
            lock (_lock)
            {
                (_running, _waiting, row) = (_waiting, null, _waiting!);
            }

            await RunOneAsync(row, cancellation);
        }
    }

    async Task RunOneAsync(DeploymentRow row, CancellationToken cancellation)
    {
        await deployer.RunAsync(row, cancellation);
        lock (_lock)
        {
            _running = null;
        }

        Prune();
    }

    void Prune()
    {
        var kept = context.Store.Deployments(KeptLogs).Select(row => deployer.FolderOf(row.Id)).ToHashSet();
        foreach (var folder in Directory.EnumerateDirectories(context.Layout.Deployments).Where(folder => !kept.Contains(folder)))
        {
            if (int.TryParse(Path.GetFileName(folder), out _))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }
}
