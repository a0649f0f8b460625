using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Railhead.Model;

namespace Railhead.Local;

/// <summary>
/// The processes of tasks. Making and ending them takes its time and goes on beside the passes, several tasks at once; the passes only look
/// how far it is. The reconciler is its only caller.
/// </summary>
public sealed class TaskServices(StateStore store, TaskInstaller installer, Supervisor supervisor, TimeProvider time, ILogger log)
    : IDisposable
{
    const int AtOnce = 8;

    readonly SemaphoreSlim _places = new(AtOnce);
    readonly Dictionary<string, Preparation> _preparations = [];
    readonly Dictionary<string, Preparation> _removals = [];
    readonly ConcurrentDictionary<string, Architecture> _wanted = new();
    readonly ConcurrentDictionary<string, Architecture> _installed = new();

    public void Dispose() => _places.Dispose();

    /// <summary>The present state of a task's processes.</summary>
    public TaskObservation Observe(TaskRow row, TargetHealth? target) =>
        new(
            row,
            supervisor.Status(TaskInstaller.AppService(row.Id)),
            supervisor.Status(TaskInstaller.NginxService(row.Id)),
            target,
            installer.IsPrepared(row.Id)
        );

    /// <summary>Has a task made that is to run, and looks how far that is.</summary>
    /// <param name="seen">The task as this pass saw it.</param>
    /// <param name="architecture">Its set's; null when the state does not have it.</param>
    /// <param name="cancellation">The control plane ends.</param>
    public Readiness Ensure(TaskObservation seen, Architecture? architecture, CancellationToken cancellation)
    {
        var id = seen.Row.Id;
        if (architecture is null)
        {
            return Readiness.NotReady(ServiceErrors.BlueprintMissing(id).Message);
        }

        _wanted[id] = architecture;
        if (_preparations.TryGetValue(id, out var preparation))
        {
            var readiness = preparation.Look();
            if (readiness is Readiness.IsReady)
            {
                _preparations.Remove(id);
                preparation.Dispose();
            }

            return readiness;
        }

        if (
            ReferenceEquals(_installed.GetValueOrDefault(id), architecture)
            && seen is { IsPrepared: true, App.Supervised: true, Nginx.Supervised: true }
        )
        {
            return Readiness.Ready;
        }

        _preparations[id] = new Preparation(
            async token =>
            {
                var wanted = _wanted[id];
                await OneOfAsync(() => installer.InstallAsync(seen.Row, wanted, token), token);
                _installed[id] = wanted;
            },
            time,
            cancellation
        );
        return Readiness.Starting;
    }

    /// <summary>Forgets the tasks that are gone.</summary>
    public void Keep(IReadOnlySet<string> present)
    {
        foreach (var (id, removal) in _removals.Where(removal => !present.Contains(removal.Key)).ToList())
        {
            _removals.Remove(id);
            removal.Dispose();
        }
    }

    /// <summary>The reason why a removal does not get on; null when there is none.</summary>
    public string? RemovalProblem(string id) =>
        _removals.TryGetValue(id, out var removal) && removal.Look() is Readiness.HasFailed failed ? failed.Reason : null;

    /// <summary>Ends and deletes a task. Its row goes last, so that a crash in between begins again.</summary>
    public void Remove(string id, CancellationToken cancellation)
    {
        if (_removals.ContainsKey(id))
        {
            return;
        }

        _preparations.Remove(id, out var preparation);
        _installed.TryRemove(id, out _);
        _wanted.TryRemove(id, out _);
        _removals[id] = new Preparation(
            async token =>
            {
                if (preparation is not null)
                {
                    await preparation.EndAsync();
                }

                await OneOfAsync(() => installer.RemoveAsync(id, token), token);
                store.RemoveTask(id);
                log.TaskRemoved(id);
            },
            time,
            cancellation
        );
    }

    async Task OneOfAsync(Func<Task> act, CancellationToken cancellation)
    {
        await _places.WaitAsync(cancellation);
        try
        {
            await act();
        }
        finally
        {
            _places.Release();
        }
    }
}
