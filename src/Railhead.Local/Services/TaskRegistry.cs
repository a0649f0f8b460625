using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Railhead.Local;

/// <summary>Records new tasks and tasks that enter another phase. The reconciler and a deployment may decide at the same time.</summary>
public sealed class TaskRegistry(PortPlan ports, StateStore store, TimeProvider time, ILogger log)
{
    readonly Lock _adding = new();

    public TaskRow Add(TaskAction.Add add)
    {
        var letter = Placement.Letter(add.Zone);
        TaskRow row;
        // Two that add at once must not choose the same ports.
        lock (_adding)
        {
            var (app, nginx) = ports.NextPair(store.Tasks());
            row = new TaskRow
            {
                Id = string.Create(CultureInfo.InvariantCulture, $"{letter}{store.Next($"task-{letter}")}"),
                Release = add.Release,
                Revision = add.Revision,
                Slot = add.Slot,
                Zone = add.Zone,
                AppPort = app,
                NginxPort = nginx,
                Phase = TaskPhase.Initial,
                StartedAt = time.GetUtcNow(),
            };
            store.SaveTask(row);
        }

        log.TaskAdded(row.Id, row.Zone, row.Release);
        return row;
    }

    /// <summary>Moves the task, unless somebody has moved it since it was seen: the next decision sees it as it is then.</summary>
    public bool Move(TaskAction.Move move)
    {
        if (!store.MoveTask(move.Row, move.To, time.GetUtcNow()))
        {
            return false;
        }

        log.TaskMoved(move.Row.Id, move.Row.Phase, move.To, move.Reason);
        return true;
    }

    /// <summary>Records what a deployment decided about its tasks.</summary>
    public void Apply(IEnumerable<TaskAction> actions)
    {
        foreach (var action in actions)
        {
            switch (action)
            {
                case TaskAction.Add add:
                    Add(add);
                    break;
                case TaskAction.Move move:
                    Move(move);
                    break;
                default:
                    throw new InvalidOperationException($"{action} is not a deployment's to do.");
            }
        }
    }
}
