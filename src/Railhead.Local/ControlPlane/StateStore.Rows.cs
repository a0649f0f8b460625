using Microsoft.Data.Sqlite;

namespace Railhead.Local;

public sealed partial class StateStore
{
    const string ReleaseColumns = "number,revision,subject,created_at,blueprint";
    const string DeploymentColumns = "id,kind,revision,subject,blueprint,release,slot,status,step,reason,started_at,finished_at,moves_ref";
    const string TaskColumns = "id,release,revision,slot,zone,app_port,nginx_port,phase,started_at,draining_since";

    /// <summary>Kept releases, newest first.</summary>
    public IReadOnlyList<ReleaseRow> Releases()
    {
        lock (_lock)
        {
            return Query(ReadRelease, $"SELECT {ReleaseColumns} FROM releases ORDER BY number DESC");
        }
    }

    public ReleaseRow? Release(int number) => Releases().FirstOrDefault(release => release.Number == number);

    public void SaveRelease(ReleaseRow release)
    {
        lock (_lock)
        {
            Execute(
                $"INSERT OR REPLACE INTO releases ({ReleaseColumns}) VALUES ($1,$2,$3,$4,$5)",
                release.Number,
                release.Revision,
                release.Subject,
                release.CreatedAt,
                release.Blueprint
            );
        }
    }

    public void RemoveRelease(int number)
    {
        lock (_lock)
        {
            Execute("DELETE FROM releases WHERE number=$1", number);
        }
    }

    /// <summary>Adds a deployment; its id is given here.</summary>
    public DeploymentRow AddDeployment(DeploymentRow row)
    {
        lock (_lock)
        {
            return Query(
                ReadDeployment,
                $"""
                INSERT INTO deployments (kind,revision,subject,blueprint,release,status,step,started_at,moves_ref) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9)
                RETURNING {DeploymentColumns}
                """,
                (int)row.Kind,
                row.Revision,
                row.Subject,
                row.Blueprint,
                row.Release,
                (int)row.Status,
                (int)row.Step,
                row.StartedAt,
                row.MovesRef ? 1 : 0
            )[0];
        }
    }

    public void SaveDeployment(DeploymentRow row)
    {
        lock (_lock)
        {
            Execute(
                "UPDATE deployments SET blueprint=$2,release=$3,slot=$4,status=$5,step=$6,reason=$7,finished_at=$8 WHERE id=$1",
                row.Id,
                row.Blueprint,
                row.Release,
                row.Slot is { } slot ? (int)slot : null,
                (int)row.Status,
                (int)row.Step,
                row.Reason,
                row.FinishedAt
            );
        }
    }

    public DeploymentRow? Deployment(int id)
    {
        lock (_lock)
        {
            return Query(ReadDeployment, $"SELECT {DeploymentColumns} FROM deployments WHERE id=$1", id).FirstOrDefault();
        }
    }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<DeploymentRow> Deployments(int limit)
    {
        lock (_lock)
        {
            return Query(ReadDeployment, $"SELECT {DeploymentColumns} FROM deployments ORDER BY id DESC LIMIT $1", limit);
        }
    }

    /// <summary>In the order of their start.</summary>
    public IReadOnlyList<TaskRow> Tasks()
    {
        lock (_lock)
        {
            return Query(ReadTask, $"SELECT {TaskColumns} FROM tasks ORDER BY started_at, id");
        }
    }

    public void SaveTask(TaskRow row)
    {
        lock (_lock)
        {
            Execute(
                $"INSERT OR REPLACE INTO tasks ({TaskColumns}) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10)",
                row.Id,
                row.Release,
                row.Revision,
                (int)row.Slot,
                row.Zone,
                row.AppPort,
                row.NginxPort,
                (int)row.Phase,
                row.StartedAt,
                row.DrainingSince
            );
        }
    }

    /// <summary>
    /// Moves a task to another phase, unless its phase is no longer the one that <paramref name="row"/> says or it is gone.
    /// </summary>
    /// <returns>Whether it was moved.</returns>
    public bool MoveTask(TaskRow row, TaskPhase phase, DateTimeOffset now)
    {
        lock (_lock)
        {
            return Scalar(
                "UPDATE tasks SET phase=$3, draining_since=$4 WHERE id=$1 AND phase=$2 RETURNING id",
                row.Id,
                (int)row.Phase,
                (int)phase,
                phase == TaskPhase.Draining ? now : row.DrainingSince
            )
                is not null;
        }
    }

    public void RemoveTask(string id)
    {
        lock (_lock)
        {
            Execute("DELETE FROM tasks WHERE id=$1", id);
        }
    }

    static ReleaseRow ReadRelease(SqliteDataReader row) =>
        new(row.GetInt32(0), row.GetString(1), row.GetString(2), Time(row, 3), row.GetString(4));

    static DeploymentRow ReadDeployment(SqliteDataReader row) =>
        new()
        {
            Id = row.GetInt32(0),
            Kind = (DeploymentKind)row.GetInt32(1),
            Revision = row.GetString(2),
            Subject = row.GetString(3),
            Blueprint = row.GetString(4),
            Release = row.GetInt32(5),
            Slot = row.IsDBNull(6) ? null : (Slot)row.GetInt32(6),
            Status = (DeploymentStatus)row.GetInt32(7),
            Step = (DeploymentStep)row.GetInt32(8),
            Reason = row.IsDBNull(9) ? null : row.GetString(9),
            StartedAt = Time(row, 10),
            FinishedAt = OptionalTime(row, 11),
            MovesRef = row.GetInt32(12) != 0,
        };

    static TaskRow ReadTask(SqliteDataReader row) =>
        new()
        {
            Id = row.GetString(0),
            Release = row.GetInt32(1),
            Revision = row.GetString(2),
            Slot = (Slot)row.GetInt32(3),
            Zone = row.GetString(4),
            AppPort = row.GetInt32(5),
            NginxPort = row.GetInt32(6),
            Phase = (TaskPhase)row.GetInt32(7),
            StartedAt = Time(row, 8),
            DrainingSince = OptionalTime(row, 9),
        };
}
